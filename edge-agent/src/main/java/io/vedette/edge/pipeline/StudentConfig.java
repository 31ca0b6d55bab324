package io.vedette.edge.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How frames are answered. Zero means the default.
 *
 * @param threshold detections below are not shown, 0 to 1; default: the model's
 * @param floor candidates down to this score count as signs of missed objects; default 0.05
 * @param threads threads of one inference; default 1
 * @param motionGate true: a frame in which nothing moves is answered with the last answer
 * @param confirmFrames frames of each camera that a new version must answer before it stays;
 *     default 10
 * @param providers execution providers in order of preference, as {@link
 *     io.vedette.detector.runtime.RuntimeOptions} has them; null: {@code auto}
 * @param separate true: each camera opens the model for itself; false: all share one session
 */
public record StudentConfig(
    double threshold,
    double floor,
    int threads,
    boolean motionGate,
    int confirmFrames,
    List<String> providers,
    boolean separate) {

  public StudentConfig(
      double threshold,
      double floor,
      int threads,
      boolean motionGate,
      int confirmFrames,
      @Nullable List<String> providers,
      boolean separate) {
    this.threshold = threshold;
    this.floor = floor == 0 ? 0.05 : floor;
    this.threads = threads == 0 ? 1 : threads;
    this.motionGate = motionGate;
    this.confirmFrames = confirmFrames == 0 ? 10 : confirmFrames;
    this.providers = providers == null ? List.of("auto") : List.copyOf(providers);
    this.separate = separate;
    if (!(threshold >= 0 && threshold <= 1 && this.floor > 0 && this.floor <= 1) || threads < 0) {
      throw new IllegalArgumentException(
          "student: threshold and floor are 0 to 1, threads 1 or more");
    }
  }

  public static StudentConfig defaults() {
    return new StudentConfig(0, 0, 0, false, 0, null, false);
  }
}
