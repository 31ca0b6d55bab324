package io.vedette.detector;

import java.time.Instant;

/**
 * One picture from one camera.
 *
 * @param cameraId which camera
 * @param sequence 0, 1, 2 … within the camera's session; gaps are dropped frames
 * @param capturedAt when the picture was taken
 * @param picture the pixels
 * @param damaged whether parts of it were lost on the way: it may be answered, and nothing is to be
 *     learnt from it
 */
public record Frame(
    String cameraId, long sequence, Instant capturedAt, Picture picture, boolean damaged) {

  /** A whole frame. */
  public Frame(String cameraId, long sequence, Instant capturedAt, Picture picture) {
    this(cameraId, sequence, capturedAt, picture, false);
  }
}
