package io.vedette.edge.pipeline;

import io.vedette.edge.camera.CameraStatus;
import io.vedette.edge.telemetry.TelemetryStatus;

/**
 * A camera and its frame loop at one moment.
 *
 * @param inferenceMillis for how long the student has been at the current frame; 0: it is at none
 * @param frames answered since the process started
 * @param still of these, answered by the motion gate without an inference
 * @param errors frames that the student could not answer, and other faults that the loop survived
 * @param times how fast frames are answered
 * @param motion how the camera moves, and what that hinders
 * @param telemetry whether its place is known
 */
public record PipelineStatus(
    CameraStatus camera,
    double inferenceMillis,
    long frames,
    long still,
    long errors,
    Times times,
    MotionStatus motion,
    TelemetryStatus telemetry) {

  /** Of a camera that stands still. */
  public PipelineStatus(
      CameraStatus camera,
      double inferenceMillis,
      long frames,
      long still,
      long errors,
      Times times) {
    this(camera, inferenceMillis, frames, still, errors, times, MotionStatus.NONE);
  }

  /** Of a camera without telemetry. */
  public PipelineStatus(
      CameraStatus camera,
      double inferenceMillis,
      long frames,
      long still,
      long errors,
      Times times,
      MotionStatus motion) {
    this(camera, inferenceMillis, frames, still, errors, times, motion, TelemetryStatus.NONE);
  }

  /** No detector takes so long for one frame, milliseconds. */
  private static final double HANGS_MILLIS = 5_000;

  /**
   * How fast frames are answered.
   *
   * @param fps answered per second over the last 10 s
   * @param latencyP50Millis from picture to detections over the last 100 frames
   * @param latencyP95Millis likewise
   * @param swapGapMillis longest time between two answered frames during the last swap
   */
  public record Times(
      double fps, double latencyP50Millis, double latencyP95Millis, double swapGapMillis) {}

  /** Whether the student has been at one frame for more than 5 s, so that it must hang. */
  public boolean hangs() {
    return inferenceMillis > HANGS_MILLIS;
  }

  /** Whether the camera streams and its frames are answered. */
  public boolean answers() {
    return camera.state().answers() && frames > 0;
  }
}
