package io.vedette.detector;

import java.time.Instant;

/**
 * One picture from one camera.
 *
 * @param cameraId which camera
 * @param sequence 0, 1, 2 … within the camera's session; gaps are dropped frames
 * @param capturedAt when the picture was taken
 * @param image what it shows, in the form in which it was decoded
 * @param damaged whether parts of it were lost on the way: it may be answered, and nothing is to be
 *     learnt from it
 */
public record Frame(
    String cameraId, long sequence, Instant capturedAt, FrameImage image, boolean damaged) {

  /** A whole frame. */
  public Frame(String cameraId, long sequence, Instant capturedAt, FrameImage image) {
    this(cameraId, sequence, capturedAt, image, false);
  }

  /** All pixels, converted by the first call; {@link FrameImage#small} and parts cost less. */
  public Picture picture() {
    return image.picture();
  }
}
