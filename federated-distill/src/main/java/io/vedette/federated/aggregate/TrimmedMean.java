package io.vedette.federated.aggregate;

import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mean of every single weight without its {@code t} smallest and {@code t} largest values (Yin
 * et al., <a href="https://arxiv.org/abs/1803.01498">Byzantine-Robust Distributed Learning</a>,
 * definition 2): up to {@code t} updates may hold anything, and the mean stays within the range of
 * the others. Every update counts the same, whatever its examples: a wrong one would claim many.
 *
 * <p>The sum and the {@code 2t} values that are left out are kept, so memory is that of {@code 2t +
 * 2} models however many updates come.
 */
public final class TrimmedMean implements Aggregator {

  /** More than this of each side are not kept. */
  public static final int MAX_TRIM = 8;

  private final Weights base;
  private final int trim;
  private final Map<String, Trimmed> byName = new LinkedHashMap<>();
  private int count;

  /**
   * @param base the round's weights: what names and shapes an update must have
   * @param trim updates that are left out on each side, 1 to {@link #MAX_TRIM}
   */
  public TrimmedMean(Weights base, int trim) {
    if (trim < 1 || trim > MAX_TRIM) {
      throw new IllegalArgumentException("trim: " + trim + " is not 1 to " + MAX_TRIM);
    }
    this.base = base;
    this.trim = trim;
    base.byName()
        .forEach((name, values) -> byName.put(name, new Trimmed(values.data().length, trim)));
  }

  @Override
  public void add(Update update) throws RejectedUpdateException {
    Conformity.check(update, base);
    update.weights().byName().forEach((name, values) -> at(name).add(values.data()));
    count++;
  }

  private Trimmed at(String name) {
    Trimmed values = byName.get(name);
    if (values == null) {
      throw new IllegalStateException(name + " has passed the check but is not in the base");
    }
    return values;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int fewest() {
    return 2 * trim + 1;
  }

  @Override
  public Weights result() {
    if (count < fewest()) {
      throw new IllegalStateException(count + " of at least " + fewest() + " updates were taken");
    }
    Map<String, Weights.Values> result = new LinkedHashMap<>();
    base.byName()
        .forEach(
            (name, b) ->
                result.put(name, new Weights.Values(b.shape(), at(name).mean(count - 2 * trim))));
    return new Weights(result);
  }

  /**
   * The values of one tensor: the extremes, innermost last, and the sums of those between. A value
   * enters a sum only when it is no extreme: taken out of a sum again, a huge one would leave
   * nothing of the others.
   */
  private static final class Trimmed {

    private final double[] sums;
    private final float[][] smallest;
    private final float[][] largest;

    Trimmed(int size, int trim) {
      sums = new double[size];
      smallest = new float[trim][size];
      largest = new float[trim][size];
      for (int t = 0; t < trim; t++) {
        Arrays.fill(smallest[t], Float.POSITIVE_INFINITY);
        Arrays.fill(largest[t], Float.NEGATIVE_INFINITY);
      }
    }

    void add(float[] values) {
      for (int i = 0; i < sums.length; i++) {
        float between = offer(values[i], i);
        sums[i] += Float.isInfinite(between) ? 0 : between;
      }
    }

    /** The value that is no extreme any more; infinite while there is room among the extremes. */
    private float offer(float value, int i) {
      float middle = value;
      for (float[] low : smallest) {
        float held = low[i];
        low[i] = Math.min(held, middle);
        middle = Math.max(held, middle);
      }
      if (Float.isInfinite(middle)) {
        return middle;
      }
      for (float[] high : largest) {
        float held = high[i];
        high[i] = Math.max(held, middle);
        middle = Math.min(held, middle);
      }
      return middle;
    }

    float[] mean(int kept) {
      float[] mean = new float[sums.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sums[i] / kept);
      }
      return mean;
    }
  }
}
