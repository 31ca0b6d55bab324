package io.vedette.edge.pipeline;

/**
 * A frame loop at one moment.
 *
 * @param lookingMillis for how long the student has been looking at the frame in its hands; 0: none
 * @param frames answered since the process started
 * @param still of these, answered by the motion gate without a look
 * @param errors frames that the student could not answer, and other faults that the loop survived
 * @param fps answered per second over the last 10 s
 * @param latencyP50Millis from picture to detections over the last 100 frames
 * @param latencyP95Millis likewise
 * @param swapGapMillis longest time between two answered frames during the last swap
 */
public record PipelineStatus(
    double lookingMillis,
    long frames,
    long still,
    long errors,
    double fps,
    double latencyP50Millis,
    double latencyP95Millis,
    double swapGapMillis) {

  /** No detector takes so long over one frame, milliseconds. */
  private static final double HANGS_MILLIS = 5_000;

  /** Whether the student has been looking at one frame for so long that it must hang. */
  public boolean hangs() {
    return lookingMillis > HANGS_MILLIS;
  }
}
