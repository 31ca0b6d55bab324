package io.vedette.edge.pipeline;

import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The last few images of a camera, at least half a second apart, so that they differ. Decoded
 * frames are kept as they are, and converted when they are asked for.
 *
 * <p>Pictures are copied into the arrays of the oldest ones. Held pictures would outlive their
 * generation of the heap: each would be moved and collected late, which cost as much as inference.
 */
final class RecentPictures {

  private static final int MAX = 8;
  private static final long INTERVAL_NANOS = 500_000_000L;

  /** Fewer large images are held, bytes of their pictures. */
  private static final long MAX_BYTES = 32L << 20;

  private final ArrayDeque<FrameImage> kept = new ArrayDeque<>();
  private long lastNanos;

  synchronized void add(FrameImage image) {
    long now = System.nanoTime();
    if (!kept.isEmpty() && now - lastNanos < INTERVAL_NANOS) {
      return;
    }
    lastNanos = now;
    kept.removeIf(
        other -> {
          boolean differs = other.width() != image.width() || other.height() != image.height();
          if (differs) {
            other.release();
          }
          return differs;
        });
    long bytes = 3L * image.width() * image.height();
    boolean full = kept.size() >= Math.max(1, Math.min(MAX, MAX_BYTES / bytes));
    FrameImage oldest = full ? kept.removeFirst() : image;
    if (image instanceof Picture picture && full && oldest instanceof Picture old) {
      System.arraycopy(picture.bgr(), 0, old.bgr(), 0, picture.bgr().length);
      kept.addLast(old);
      return;
    }
    if (full) {
      oldest.release();
    }
    kept.addLast(image.keep());
  }

  /** Copies of them, the newest last. */
  List<Picture> all() {
    List<FrameImage> held = new ArrayList<>();
    synchronized (this) {
      kept.forEach(image -> held.add(image.keep()));
    }
    List<Picture> all = new ArrayList<>(held.size());
    for (FrameImage image : held) {
      all.add(image.part(0, 0, image.width(), image.height()));
      image.release();
    }
    return all;
  }

  /** Lets go of them; the camera is closed. */
  synchronized void clear() {
    kept.forEach(FrameImage::release);
    kept.clear();
  }
}
