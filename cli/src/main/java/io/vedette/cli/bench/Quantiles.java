package io.vedette.cli.bench;

import java.util.List;

/** The middle and the slow end of many durations, milliseconds. */
record Quantiles(double median, double p95) {

  static Quantiles of(List<Double> milliseconds) {
    List<Double> sorted = milliseconds.stream().sorted().toList();
    int last = sorted.size() - 1;
    return new Quantiles(
        StepTimes.median(sorted), sorted.get(Math.min(last, (int) (0.95 * sorted.size()))));
  }
}
