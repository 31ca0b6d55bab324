package io.vedette.federated.compress.quantize;

import java.util.function.DoubleUnaryOperator;

/**
 * How often a tensor takes which values, counted as they stream by in a fixed number of bins. When
 * a value falls outside, the bins widen: two neighbours become one, and their range doubles.
 */
public final class Histogram {

  private static final int BINS = 2048;

  private final long[] counts = new long[BINS];

  /** Value at the lower edge of bin 0, and width of a bin; no width before the first value. */
  private double start;

  private double width;
  private long total;
  private float least = Float.POSITIVE_INFINITY;
  private float most = Float.NEGATIVE_INFINITY;

  /** Counts values; those that are not finite are left out. */
  void add(float[] values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low > high) {
      return;
    }
    least = Math.min(least, low);
    most = Math.max(most, high);
    cover(low, high);
    double perBin = 1 / width;
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[(int) Math.min(BINS - 1, Math.max(0, (value - start) * perBin))]++;
        total++;
      }
    }
  }

  private void cover(float low, float high) {
    if (width == 0) {
      start = low;
      width = Math.max((double) high - low, 1e-6) / (BINS - 1);
    }
    while (low < start) {
      start -= BINS * width;
      merge(BINS / 2);
    }
    while (high > start + BINS * width) {
      merge(0);
    }
  }

  /** Halves the number of bins in use; they come to lie from {@code at} on. */
  private void merge(int at) {
    long[] merged = new long[BINS];
    for (int i = 0; i < BINS; i++) {
      merged[at + i / 2] += counts[i];
    }
    System.arraycopy(merged, 0, counts, 0, BINS);
    width *= 2;
  }

  int bins() {
    return BINS;
  }

  long count(int bin) {
    return counts[bin];
  }

  /** The value in the middle of a bin, but none that was not seen. */
  double centre(int bin) {
    return Math.max(least, Math.min(most, start + (bin + 0.5) * width));
  }

  /** Where a value is counted, or would be. */
  int bin(double value) {
    return (int) Math.max(0, Math.min(BINS - 1, (value - start) / width));
  }

  long total() {
    return total;
  }

  /** The least value seen; infinite before the first. */
  float least() {
    return least;
  }

  /** The greatest value seen. */
  float most() {
    return most;
  }

  /** The sum of a function over all values, each taken as the middle of its bin. */
  double sum(DoubleUnaryOperator function) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        sum += counts[bin] * function.applyAsDouble(centre(bin));
      }
    }
    return sum;
  }

  /**
   * The range that holds a share of the values: as many are cut below as above.
   *
   * @param share 1 for all of them, exactly; 0.9999 leaves out one in 10,000 at each end
   */
  ValueRange range(double share) {
    if (total == 0) {
      return new ValueRange(0, 0);
    }
    if (share >= 1) {
      return new ValueRange(Math.min(0, least), Math.max(0, most));
    }
    long cut = (long) Math.floor(total * (1 - share));
    int first = 0;
    for (long below = counts[0]; below <= cut && first < BINS - 1; below += counts[first]) {
      first++;
    }
    int last = BINS - 1;
    for (long above = counts[last]; above <= cut && last > 0; above += counts[last]) {
      last--;
    }
    double low = Math.max(least, start + first * width);
    double high = Math.min(most, start + (last + 1) * width);
    return new ValueRange((float) Math.min(0, low), (float) Math.max(0, high));
  }
}
