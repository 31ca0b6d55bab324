package io.vedette.cli.bench;

import java.util.List;

/** The median and the 95th percentile of many durations, milliseconds. */
record Quantiles(double median, double p95) {

  static Quantiles of(List<Double> milliseconds) {
    List<Double> sorted = milliseconds.stream().sorted().toList();
    int last = sorted.size() - 1;
    return new Quantiles(median(sorted), sorted.get(Math.min(last, (int) (0.95 * sorted.size()))));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
