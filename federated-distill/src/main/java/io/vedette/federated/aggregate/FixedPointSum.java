package io.vedette.federated.aggregate;

import java.util.Arrays;

/**
 * A sum of differences as integers: each is clipped to a norm, rounded to a grid and added modulo
 * 2^64. Integers add up to the same whatever the order and however they are split into partial
 * sums, and a mask that is added and taken away again leaves nothing.
 *
 * <p>A clipped difference has no value above {@code clip}, and the grid has {@value #BITS} bits for
 * it, so {@value #MOST} differences fit.
 */
public final class FixedPointSum {

  /** Bits of a value beside its sign. */
  private static final int BITS = 40;

  /** No more differences are added, each with a weight of 1. */
  public static final int MOST = 1 << 20;

  private final double clip;
  private final long[] sums;
  private long count;

  /**
   * @param size of a difference
   * @param clip L2 norm that a difference is shortened to, above 0
   */
  public FixedPointSum(int size, double clip) {
    Parameters.check("clip", clip, 1e-12, 1e12);
    this.clip = clip;
    this.sums = new long[size];
  }

  /**
   * A difference on the grid.
   *
   * @throws IllegalArgumentException when it holds NaN or infinity, or has another size
   */
  public long[] quantized(float[] difference) {
    if (difference.length != sums.length) {
      throw new IllegalArgumentException(difference.length + " values, not " + sums.length);
    }
    double squares = 0;
    for (float value : difference) {
      squares += (double) value * value;
    }
    if (!Double.isFinite(squares)) {
      throw new IllegalArgumentException("the difference holds NaN or infinity");
    }
    double norm = Math.sqrt(squares);
    double scale = (1L << BITS) / clip * (norm > clip ? clip / norm : 1);
    long[] quantized = new long[sums.length];
    for (int i = 0; i < quantized.length; i++) {
      quantized[i] = Math.round(difference[i] * scale);
    }
    return quantized;
  }

  /**
   * Adds a difference on the grid, masked or not.
   *
   * @throws IllegalStateException when there are {@value #MOST} already
   */
  public void add(long[] quantized) {
    add(quantized, 1);
  }

  /** Adds a partial sum of the same size and clip. */
  public void add(FixedPointSum partial) {
    if (partial.clip != clip) {
      throw new IllegalArgumentException("clip " + partial.clip + " is not " + clip);
    }
    add(partial.sums, partial.count);
  }

  private void add(long[] values, long more) {
    if (values.length != sums.length) {
      throw new IllegalArgumentException(values.length + " values, not " + sums.length);
    }
    if (count + more > MOST) {
      throw new IllegalStateException("more than " + MOST + " differences");
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
    count += more;
  }

  /** How many differences are in it. */
  public long count() {
    return count;
  }

  /** The sums on the grid: a copy. */
  public long[] sums() {
    return Arrays.copyOf(sums, sums.length);
  }

  /**
   * The mean of the differences.
   *
   * @throws IllegalStateException when there is none
   */
  public float[] mean() {
    if (count == 0) {
      throw new IllegalStateException("no difference was added");
    }
    float[] mean = new float[sums.length];
    double unit = clip / (1L << BITS) / count;
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] * unit);
    }
    return mean;
  }
}
