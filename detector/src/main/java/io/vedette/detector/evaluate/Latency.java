package io.vedette.detector.evaluate;

import java.util.Arrays;

/**
 * How long a picture takes, milliseconds: from decoded pixels to boxes.
 *
 * @param p50 half of the pictures are faster
 * @param p95 nineteen of twenty are faster
 */
public record Latency(double p50, double p95) {

  /** Nearest-rank percentiles. */
  public static Latency of(double[] milliseconds) {
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    return new Latency(rank(sorted, 0.5), rank(sorted, 0.95));
  }

  private static double rank(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
