package io.vedette.detector.evaluate;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A figure with what chance does to it: between {@code low} and {@code high} lie 95 of 100
 * resamples. The percentile bootstrap of Efron, <a
 * href="https://doi.org/10.1214/aos/1176344552">Bootstrap Methods: Another Look at the
 * Jackknife</a>.
 */
public record Interval(double value, double low, double high) {

  private static final double TAIL = 0.025;

  /**
   * Resamples pictures with replacement.
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

  /** Whether a value may well be the true one. */
  public boolean holds(double other) {
    return low <= other && other <= high;
  }
}
