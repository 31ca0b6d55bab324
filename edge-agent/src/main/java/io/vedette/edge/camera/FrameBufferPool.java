package io.vedette.edge.camera;

import io.vedette.detector.Picture;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reused arrays for a camera's pictures. A 1080p picture has 6 MB; a new array for each frame cost
 * an agent with several cameras a third of its processor time in garbage collection.
 *
 * <p>An array that is not given back is replaced by a new one. A picture that was given back must
 * not be read any longer.
 */
final class FrameBufferPool {

  /** The frame that is answered, the one before, the newest, and the one that is read. */
  private static final int MAX_KEPT = 4;

  private final Deque<byte[]> kept = new ArrayDeque<>();
  private int lent;

  /** An array of a length, with any content. */
  synchronized byte[] lend(int length) {
    lent++;
    kept.removeIf(array -> array.length != length); // the camera changed its resolution
    byte[] again = kept.poll();
    return again != null ? again : new byte[length];
  }

  /** Takes a picture's array back; an array of another pool is ignored. */
  synchronized void giveBack(Picture picture) {
    if (lent > 0) {
      lent--;
      if (kept.size() < MAX_KEPT) {
        kept.push(picture.bgr());
      }
    }
  }
}
