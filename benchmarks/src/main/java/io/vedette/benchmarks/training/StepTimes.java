package io.vedette.benchmarks.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Milliseconds of one training step after another, by part. */
final class StepTimes {

  private final List<Double> forward = new ArrayList<>();
  private final List<Double> backward = new ArrayList<>();
  private final List<Double> update = new ArrayList<>();
  private final List<Double> whole = new ArrayList<>();

  void add(double forwardMs, double backwardMs, double updateMs, double wholeMs) {
    forward.add(forwardMs);
    backward.add(backwardMs);
    update.add(updateMs);
    whole.add(wholeMs);
  }

  double forwardMs() {
    return median(forward);
  }

  double backwardMs() {
    return median(backward);
  }

  double updateMs() {
    return median(update);
  }

  /** The median step. */
  double stepMs() {
    return median(whole);
  }

  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
