package io.vedette.edge.camera;

import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import java.time.Duration;
import java.util.zip.CRC32C;

/**
 * Detects a source that repeats one picture byte for byte, which the noise of a working sensor
 * prevents. Every eighth row is compared, of decoded frames every eighth row of each plane. One
 * detector serves all readers of a camera, so that opening the source again does not start from
 * zero.
 */
final class FrozenStreamDetector {

  private static final int ROW_STEP = 8;

  private long print;
  private long sinceNanos;
  private boolean any;

  /**
   * Takes in an image.
   *
   * @param nanos now, on a monotonic clock
   * @return for how long all pictures have been the same as this one
   */
  synchronized Duration same(FrameImage image, long nanos) {
    long now = print(image);
    if (!any || now != print) {
      any = true;
      print = now;
      sinceNanos = nanos;
    }
    return Duration.ofNanos(nanos - sinceNanos);
  }

  private static long print(FrameImage image) {
    CRC32C sum = new CRC32C();
    if (image instanceof DecodedImage decoded) {
      decoded.rows(ROW_STEP, sum::update);
    } else {
      Picture picture = image.picture();
      int row = picture.width() * 3;
      for (int y = 0; y < picture.height(); y += ROW_STEP) {
        sum.update(picture.bgr(), y * row, row);
      }
    }
    return sum.getValue() << 32 | (long) image.width() << 16 | image.height();
  }
}
