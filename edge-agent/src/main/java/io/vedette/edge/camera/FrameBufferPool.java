package io.vedette.edge.camera;

import io.vedette.detector.Picture;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays for a camera's pictures, used again and again. A picture of 1080p is 6 MB; made anew for
 * each frame, they cost an agent of several cameras a third of its processor time in collections,
 * and hundreds of megabytes until those came.
 *
 * <p>Who does not give back what was lent does no harm: another is made. Who gives a picture back
 * must not look at it any more, for another will lie in its place.
 */
final class FrameBufferPool {

  /**
   * The frame that is answered, the one before that is shown, the newest, and one in the making.
   */
  private static final int MAX_KEPT = 4;

  private final Deque<byte[]> kept = new ArrayDeque<>();
  private int lent;

  /** An array of that length, with whatever in it. */
  synchronized byte[] lend(int length) {
    lent++;
    kept.removeIf(array -> array.length != length); // the camera changed its resolution
    byte[] again = kept.poll();
    return again != null ? again : new byte[length];
  }

  /** Nobody looks at the picture any more; one of other memory is left alone. */
  synchronized void giveBack(Picture picture) {
    if (lent > 0) {
      lent--;
      if (kept.size() < MAX_KEPT) {
        kept.push(picture.bgr());
      }
    }
  }
}
