package io.vedette.cloud.escalation;

import io.vedette.detector.Picture;
import java.util.regex.Pattern;

/** Whether a submission can be used; nothing of it is stored before. */
final class FrameCheck {

  private static final int MAX_JPEG_BYTES = 3 << 20;
  private static final int MAX_DETECTIONS = 1_000;
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9-]{8,64}");
  private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{64})?");

  private FrameCheck() {}

  static void check(SubmittedFrame s) throws InvalidFrameException {
    if (!ID.matcher(s.id()).matches()) {
      throw new InvalidFrameException("the escalation's id is no UUID");
    }
    if (s.jpeg().length > MAX_JPEG_BYTES) {
      throw new InvalidFrameException(
          "the picture has " + s.jpeg().length + " bytes, more than " + MAX_JPEG_BYTES);
    }
    if (s.student().size() > MAX_DETECTIONS) {
      throw new InvalidFrameException("more than " + MAX_DETECTIONS + " detections in one frame");
    }
    if (!DIGEST.matcher(s.modelSha256()).matches()) {
      throw new InvalidFrameException("the student's digest is no SHA-256");
    }
    FrameRegion region = s.region();
    if (region != null && !region.isOf(s.width(), s.height())) {
      throw new InvalidFrameException(
          "a picture of " + s.width() + "x" + s.height() + " cannot be the " + region);
    }
    if (region != null && s.audit()) {
      throw new InvalidFrameException("an audit is of a whole frame, not of the " + region);
    }
    JpegHeader size = JpegHeader.of(s.jpeg());
    if (tooLarge(size.width(), size.height()) || tooLarge(s.width(), s.height())) {
      throw new InvalidFrameException(
          "a picture of "
              + size.width()
              + "x"
              + size.height()
              + " (original "
              + s.width()
              + "x"
              + s.height()
              + ") is outside 1x1 to "
              + Picture.MAX_PIXELS
              + " pixels");
    }
  }

  private static boolean tooLarge(int width, int height) {
    return width < 1
        || height < 1
        || width > Picture.MAX_SIDE
        || height > Picture.MAX_SIDE
        || (long) width * height > Picture.MAX_PIXELS;
  }
}
