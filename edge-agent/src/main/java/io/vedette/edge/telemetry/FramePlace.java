package io.vedette.edge.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Where a camera was when it took a frame.
 *
 * @param sample what telemetry said; null for nothing
 * @param placement place and direction, or what is missing for it
 */
public record FramePlace(@Nullable TelemetrySample sample, CameraPlacement placement) {

  /** Of a camera without telemetry. */
  public static final FramePlace NONE =
      new FramePlace(null, new CameraPlacement.NotPlaced("the camera has no telemetry"));
}
