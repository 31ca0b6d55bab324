package io.vedette.edge.pipeline;

import io.vedette.detector.Picture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The last few pictures of a camera, at least half a second apart, so that they differ.
 *
 * <p>They are copied into the arrays of the oldest ones. Held pictures would outlive their
 * generation of the heap: each would be moved and collected late, which cost as much as inference.
 */
final class RecentPictures {

  private static final int MAX = 8;
  private static final long INTERVAL_NANOS = 500_000_000L;

  /** Fewer large pictures are held, bytes. */
  private static final long MAX_BYTES = 32L << 20;

  private final ArrayDeque<Picture> copies = new ArrayDeque<>();
  private long lastNanos;

  synchronized void add(Picture picture) {
    long now = System.nanoTime();
    if (!copies.isEmpty() && now - lastNanos < INTERVAL_NANOS) {
      return;
    }
    lastNanos = now;
    int bytes = picture.bgr().length;
    copies.removeIf(copy -> copy.bgr().length != bytes);
    boolean full = copies.size() >= Math.max(1, Math.min(MAX, MAX_BYTES / bytes));
    byte[] pixels = full ? copies.removeFirst().bgr() : new byte[bytes];
    System.arraycopy(picture.bgr(), 0, pixels, 0, bytes);
    copies.addLast(new Picture(picture.width(), picture.height(), pixels));
  }

  /** Copies of them, the newest last. */
  synchronized List<Picture> all() {
    List<Picture> all = new ArrayList<>(copies.size());
    copies.forEach(copy -> all.add(new Picture(copy.width(), copy.height(), copy.bgr().clone())));
    return all;
  }
}
