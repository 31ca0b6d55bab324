package io.vedette.benchmarks.escalation;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import java.util.List;
import java.util.Set;

/** Right and wrong detections, and objects missed, counted at IoU 0.50. */
record DetectionCounts(int right, int wrong, int missed) {

  static final DetectionCounts NONE = new DetectionCounts(0, 0, 0);

  static DetectionCounts of(List<Detection> shown, List<Detection> reference) {
    int right = DetectionPairs.found(shown, reference).size();
    return new DetectionCounts(right, shown.size() - right, reference.size() - right);
  }

  /** The same, where a detection of a borderline object counts as neither right nor wrong. */
  static DetectionCounts of(
      List<Detection> shown, List<Detection> sure, List<Detection> borderline) {
    Set<Detection> right = DetectionPairs.found(shown, sure);
    List<Detection> rest = shown.stream().filter(d -> !right.contains(d)).toList();
    int wrong = rest.size() - DetectionPairs.found(rest, borderline).size();
    return new DetectionCounts(right.size(), wrong, sure.size() - right.size());
  }

  DetectionCounts plus(DetectionCounts other) {
    return new DetectionCounts(right + other.right, wrong + other.wrong, missed + other.missed);
  }

  double f1() {
    int all = 2 * right + wrong + missed;
    return all == 0 ? 1 : 2.0 * right / all;
  }

  /** What this adds to F1 in place of {@code before}, up to a factor, where F1 is {@code f1}. */
  double gainOver(DetectionCounts before, double f1) {
    return 2 * (right - before.right)
        - f1 * (2 * (right - before.right) + wrong - before.wrong + missed - before.missed);
  }
}
