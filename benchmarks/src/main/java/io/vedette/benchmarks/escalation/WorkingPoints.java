package io.vedette.benchmarks.escalation;

import io.vedette.detector.Detection;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The score at which a detector is used: the best F1 of a few thresholds on given frames. */
final class WorkingPoints {

  private static final int STEPS = 20;

  private WorkingPoints() {}

  /** Detections at or above a threshold. */
  static List<Detection> above(List<Detection> detections, double threshold) {
    return detections.stream().filter(d -> d.score() >= threshold).toList();
  }

  static <T> float best(
      Collection<T> frames,
      Function<T, List<Detection>> seen,
      Function<T, List<Detection>> reference) {
    double best = -1;
    float threshold = 0;
    for (int step = 2; step < STEPS; step++) {
      float candidate = step / (float) STEPS;
      DetectionCounts sum =
          frames.stream()
              .map(f -> DetectionCounts.of(above(seen.apply(f), candidate), reference.apply(f)))
              .reduce(DetectionCounts.NONE, DetectionCounts::plus);
      if (sum.f1() > best) {
        best = sum.f1();
        threshold = candidate;
      }
    }
    return threshold;
  }
}
