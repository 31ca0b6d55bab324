package io.vedette.edge.pipeline;

/**
 * How frames are answered. Zero means the default.
 *
 * @param threshold detections below are not shown, 0 to 1; default: what the model says
 * @param floor peaks down to this score count as signs of missed objects; default 0.05
 * @param threads threads of one inference; default 1
 * @param motionGate true: a frame in which nothing moves is answered with the last answer
 * @param confirmFrames a new version stays after it answered so many frames of each camera; default
 *     10
 */
public record StudentConfig(
    double threshold, double floor, int threads, boolean motionGate, int confirmFrames) {

  public StudentConfig {
    floor = floor == 0 ? 0.05 : floor;
    threads = threads == 0 ? 1 : threads;
    confirmFrames = confirmFrames == 0 ? 10 : confirmFrames;
    if (!(threshold >= 0 && threshold <= 1 && floor > 0 && floor <= 1) || threads < 0) {
      throw new IllegalArgumentException(
          "student: threshold and floor are 0 to 1, threads 1 or more");
    }
  }

  public static StudentConfig defaults() {
    return new StudentConfig(0, 0, 0, false, 0);
  }
}
