package io.vedette.edge.camera;

import java.time.Duration;

/**
 * A camera at one moment.
 *
 * @param id the camera's
 * @param state connecting, streaming, …
 * @param error why it does not stream; empty while it does
 * @param decoder what decodes the pictures, and why not hardware; "" where nothing does
 * @param damaged whether its newest frame is damaged: it is answered, and neither escalated nor
 *     learnt from
 * @param age of the newest frame; before the first, since the camera was started
 * @param counts since the camera was started
 */
public record CameraStatus(
    String id,
    CameraState state,
    String error,
    String decoder,
    boolean damaged,
    Duration age,
    Counts counts) {

  /**
   * What became of frames and readers.
   *
   * @param captured frames read from the source
   * @param dropped frames that a newer one replaced before they were answered
   * @param corrupt pictures that could not be decoded, or that are damaged
   * @param reconnects times that a broken source was opened again
   * @param hung abandoned readers that still hang in a driver
   */
  public record Counts(long captured, long dropped, long corrupt, long reconnects, int hung) {}
}
