package io.vedette.detector.evaluate;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** A figure with what chance does to it: the true one lies between {@code low} and {@code high}. */
public record Interval(double value, double low, double high) {

  private static final double TAIL = 0.025;

  /**
   * Resamples pictures with replacement; 95 of 100 resamples lie in the interval. The percentile
   * bootstrap of Efron, <a href="https://doi.org/10.1214/aos/1176344552">Bootstrap Methods: Another
   * Look at the Jackknife</a>.
   *
   * @param pictures how many there are
   * @param figure of a resample: how often each picture is in it
   * @param resamples how many
   */
  public static Interval of(
      int pictures, ToDoubleFunction<int[]> figure, int resamples, long seed) {
    int[] once = new int[pictures];
    Arrays.fill(once, 1);
    Random random = new Random(seed);
    double[] figures = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      int[] times = new int[pictures];
      for (int drawn = 0; drawn < pictures; drawn++) {
        times[random.nextInt(pictures)]++;
      }
      figures[i] = figure.applyAsDouble(times);
    }
    Arrays.sort(figures);
    int last = resamples - 1;
    return new Interval(
        figure.applyAsDouble(once),
        figures[(int) Math.floor(TAIL * last)],
        figures[(int) Math.ceil((1 - TAIL) * last)]);
  }

  /**
   * The median with an interval that assumes nothing of the distribution: the k-th smallest and the
   * k-th largest value, with the greatest k for which {@code 2 P(Binomial(n, 1/2) < k)} is at most
   * {@code 1 - confidence} (David and Nagaraja, Order Statistics, 7.1). With too few values for
   * that, the interval is from the least to the greatest.
   *
   * @param values at least one
   * @param confidence 0 to 1, exclusive
   */
  public static Interval ofMedian(double[] values, double confidence) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    double logTerm = -n * Math.log(2);
    double tail = Math.exp(logTerm);
    int k = 1;
    for (int i = 1; i < n / 2; i++) {
      logTerm += Math.log(n - i + 1.0) - Math.log(i);
      tail += Math.exp(logTerm);
      if (2 * tail > 1 - confidence) {
        break;
      }
      k = i + 1;
    }
    return new Interval(median, sorted[k - 1], sorted[n - k]);
  }

  /** Whether a value may well be the true one. */
  public boolean holds(double other) {
    return low <= other && other <= high;
  }
}
