package io.vedette.edge.pipeline;

import io.vedette.detector.Picture;
import java.util.ArrayDeque;
import java.util.List;

/** The last few pictures of a camera, at least half a second apart, so that they differ. */
final class RecentPictures {

  private static final int MAX = 8;
  private static final long APART_NANOS = 500_000_000L;

  /** Large pictures are held in smaller number, bytes. */
  private static final long MAX_BYTES = 32L << 20;

  private final ArrayDeque<Picture> pictures = new ArrayDeque<>();
  private long bytes;
  private long lastNanos;

  synchronized void add(Picture picture) {
    long now = System.nanoTime();
    if (!pictures.isEmpty() && now - lastNanos < APART_NANOS) {
      return;
    }
    lastNanos = now;
    pictures.addLast(picture);
    bytes += picture.bgr().length;
    while (pictures.size() > 1 && (pictures.size() > MAX || bytes > MAX_BYTES)) {
      bytes -= pictures.removeFirst().bgr().length;
    }
  }

  synchronized List<Picture> all() {
    return List.copyOf(pictures);
  }
}
