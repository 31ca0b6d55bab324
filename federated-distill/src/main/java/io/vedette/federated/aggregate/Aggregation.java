package io.vedette.federated.aggregate;

import io.vedette.federated.aggregate.RobustRule.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one model of a base and many updates, a block of values at a time, so that memory does not
 * grow with the number of updates.
 *
 * <p>Parameters: the differences from the base are combined, and the strategy moves the base by the
 * result. Running means are combined as they are. A running variance is that of all devices
 * together: the combined {@code vₖ + (mₖ - m)²}, which for a mean is the variance of the pooled
 * values, and positive under every rule.
 */
public final class Aggregation {

  /** Values of one update in a block, where sums are made. */
  private static final int BLOCK = 1 << 13;

  /** Values of all updates in a block, where they are sorted. */
  private static final int SORTED_VALUES = 1 << 22;

  /** So many updates are added in one pass over the sums. */
  private static final int TOGETHER = 4;

  private final Strategy strategy;
  private final RobustRule rule;
  private final VectorLayout layout;

  /**
   * @throws IllegalArgumentException when the two do not go together
   */
  public Aggregation(Strategy strategy, RobustRule rule, VectorLayout layout) {
    if (strategy.weighs() && rule.countsAlike()) {
      throw new IllegalArgumentException(
          strategy.getClass().getSimpleName()
              + " weighs updates, and "
              + rule.getClass().getSimpleName()
              + " counts all alike: they do not go together");
    }
    this.strategy = strategy;
    this.rule = rule;
    this.layout = layout;
  }

  /**
   * Aggregates.
   *
   * @param base vector of the base; it is not changed
   * @param state of the strategy, changed in place
   * @param progress is told between blocks; what it throws ends the work
   * @throws IllegalArgumentException with too few or too many updates for the rule
   */
  public RoundAggregate aggregate(
      float[] base, List<? extends ClientUpdate> updates, ServerState state, Runnable progress) {
    int count = updates.size();
    if (count < rule.fewest() || count > rule.most()) {
      throw new IllegalArgumentException(
          count
              + " updates; the rule takes "
              + rule.fewest()
              + (rule.most() == Integer.MAX_VALUE ? " or more" : " to " + rule.most()));
    }
    Selection selection = rule.select(updates, layout.parameters(), strategy);
    List<ClientUpdate> used = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      if (selection.coefficients()[k] != 0 || selection.shares()[k] != 0) {
        used.add(updates.get(k));
        places.add(k);
      }
    }
    double[] coefficients = places.stream().mapToDouble(k -> selection.coefficients()[k]).toArray();
    double[] shares = places.stream().mapToDouble(k -> selection.shares()[k]).toArray();
    float[] model = base.clone();
    SortedReduction values = selection.values();
    SortedReduction statistics = selection.statistics();
    Combination combination = combination(used, values);
    parameters(combination, base, model, coefficients, state, progress);
    if (layout.means() > 0) {
      statistics(
          statistics == values ? combination : combination(used, statistics),
          model,
          shares,
          progress);
    }
    return new RoundAggregate(model, used.stream().map(update -> update.facts().id()).toList());
  }

  private Combination combination(List<ClientUpdate> used, @Nullable SortedReduction reduction) {
    return reduction == null
        ? new WeightedSum(used, Math.min(BLOCK, layout.size()))
        : new SortedCombination(
            used, Math.max(SortingNetwork.COLUMNS, SORTED_VALUES / used.size()), reduction);
  }

  private void parameters(
      Combination combination,
      float[] base,
      float[] model,
      double[] coefficients,
      ServerState state,
      Runnable progress) {
    double[] combined = new double[combination.block()];
    for (int from = 0; from < layout.parameters(); from += combination.block()) {
      int size = Math.min(combination.block(), layout.parameters() - from);
      combination.differences(from, size, coefficients, base, combined);
      strategy.step(model, from, size, combined, state, layout.parameters());
      progress.run();
    }
  }

  private void statistics(
      Combination combination, float[] model, double[] shares, Runnable progress) {
    double[] combined = new double[combination.block()];
    int variances = layout.parameters() + layout.means();
    for (int from = layout.parameters(); from < layout.size(); ) {
      int end = from < variances ? variances : layout.size();
      int size = Math.min(combination.block(), end - from);
      if (from < variances) {
        combination.differences(from, size, shares, model, combined);
        for (int i = 0; i < size; i++) {
          model[from + i] = (float) (model[from + i] + combined[i]);
        }
      } else {
        combination.variances(from, size, from - layout.means(), model, shares, combined);
        for (int i = 0; i < size; i++) {
          model[from + i] = (float) combined[i];
        }
      }
      from += size;
      progress.run();
    }
  }

  /** Makes one value of many for a block. */
  private abstract static class Combination {
    protected final List<ClientUpdate> updates;
    protected final int block;
    private final float[] means;

    Combination(List<ClientUpdate> updates, int block) {
      this.updates = updates;
      this.block = block;
      this.means = new float[block];
    }

    int block() {
      return block;
    }

    /** Reads {@code vₖ + (mₖ - m)²}. */
    protected void readVariances(
        int update, int from, int size, int meansFrom, float[] model, float[] into) {
      updates.get(update).read(from, size, into);
      updates.get(update).read(meansFrom, size, means);
      for (int i = 0; i < size; i++) {
        double away = (double) means[i] - model[meansFrom + i];
        into[i] = (float) (into[i] + away * away);
      }
    }

    /** Combines the differences from a base. */
    abstract void differences(int from, int size, double[] weights, float[] base, double[] out);

    abstract void variances(
        int from, int size, int meansFrom, float[] model, double[] weights, double[] out);
  }

  /**
   * The sum by weights. Differences are taken first, a few of them added in float, and all of these
   * in double: the processor adds floats many at a time, and no more is lost than what the result
   * is rounded by.
   */
  private static final class WeightedSum extends Combination {
    private final float[][] values;
    private final float[] few;
    private final float[] origin;

    WeightedSum(List<ClientUpdate> updates, int block) {
      super(updates, block);
      this.values = new float[TOGETHER][block];
      this.few = new float[block];
      this.origin = new float[block];
    }

    @Override
    void differences(int from, int size, double[] weights, float[] base, double[] out) {
      System.arraycopy(base, from, origin, 0, size);
      sum(size, weights, out, (k, into) -> updates.get(k).read(from, size, into));
    }

    @Override
    void variances(
        int from, int size, int meansFrom, float[] model, double[] weights, double[] out) {
      Arrays.fill(origin, 0, size, 0);
      sum(size, weights, out, (k, into) -> readVariances(k, from, size, meansFrom, model, into));
    }

    private interface Read {
      void read(int update, float[] into);
    }

    private void sum(int size, double[] weights, double[] out, Read read) {
      Arrays.fill(out, 0, size, 0);
      float[] by = new float[TOGETHER];
      for (int k = 0; k < weights.length; k += TOGETHER) {
        for (int j = 0; j < TOGETHER; j++) {
          boolean there = k + j < weights.length;
          by[j] = there ? (float) weights[k + j] : 0;
          if (there) {
            read.read(k + j, values[j]);
          } else {
            System.arraycopy(origin, 0, values[j], 0, size);
          }
        }
        add(size, by, origin, values[0], values[1], values[2], values[3], few);
        for (int i = 0; i < size; i++) {
          out[i] += few[i];
        }
      }
    }

    private static void add(
        int size, float[] by, float[] o, float[] a, float[] b, float[] c, float[] d, float[] out) {
      float w = by[0];
      float x = by[1];
      float y = by[2];
      float z = by[3];
      for (int i = 0; i < size; i++) {
        float from = o[i];
        out[i] = (w * (a[i] - from) + x * (b[i] - from)) + (y * (c[i] - from) + z * (d[i] - from));
      }
    }
  }

  /** A function of the sorted values. */
  private static final class SortedCombination extends Combination {
    private final float[][] values;
    private final int[][] rows;
    private final SortingNetwork network;
    private final SortedReduction reduction;

    SortedCombination(List<ClientUpdate> updates, int most, SortedReduction reduction) {
      super(updates, Math.min(BLOCK, most / SortingNetwork.COLUMNS * SortingNetwork.COLUMNS));
      this.values = new float[updates.size()][block];
      this.rows = new int[updates.size()][SortingNetwork.COLUMNS];
      this.network = SortingNetwork.of(updates.size());
      this.reduction = reduction;
    }

    @Override
    void differences(int from, int size, double[] weights, float[] base, double[] out) {
      for (int k = 0; k < values.length; k++) {
        updates.get(k).read(from, size, values[k]);
      }
      reduce(size, out);
      for (int i = 0; i < size; i++) {
        out[i] -= base[from + i];
      }
    }

    @Override
    void variances(
        int from, int size, int meansFrom, float[] model, double[] weights, double[] out) {
      for (int k = 0; k < values.length; k++) {
        readVariances(k, from, size, meansFrom, model, values[k]);
      }
      reduce(size, out);
    }

    private void reduce(int size, double[] out) {
      for (int at = 0; at < size; at += SortingNetwork.COLUMNS) {
        int columns = Math.min(SortingNetwork.COLUMNS, size - at);
        for (int k = 0; k < values.length; k++) {
          float[] from = values[k];
          int[] to = rows[k];
          for (int i = 0; i < columns; i++) {
            to[i] = SortingNetwork.sortable(from[at + i]);
          }
        }
        network.sort(rows, columns);
        reduction.reduce(rows, columns, out, at);
      }
    }
  }
}
