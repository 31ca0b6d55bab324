package io.vedette.federated.aggregate;

import java.util.List;

/**
 * The point with the least sum of distances to all updates, by the smoothed Weiszfeld steps of
 * Pillutla et al., <a href="https://arxiv.org/abs/1912.13445">Robust Aggregation for Federated
 * Learning</a>, algorithm 2, every update counting the same. The point is always a mean of the
 * updates with some shares, so its distances follow from those of the pairs: {@code |xₖ - z|² = Σⱼ
 * pⱼ Dₖⱼ - ½ Σᵢⱼ pᵢ pⱼ Dᵢⱼ}, and the vectors are read once. A small share of a huge variance is
 * still huge, so running statistics become their medians.
 *
 * @param poisoned updates that may be wrong, 1 or more
 */
public record GeometricMedian(int poisoned) implements RobustRule {

  private static final int STEPS = 200;

  /** Shares that change less are done. */
  private static final double TOLERANCE = 1e-12;

  /** A distance is taken as at least this part of the mean of all pairs. */
  private static final double SMOOTHING = 1e-6;

  public GeometricMedian {
    Parameters.check("poisoned", poisoned, 1, MOST_COMPARED / 2);
  }

  @Override
  public int fewest() {
    return 2 * poisoned + 1;
  }

  @Override
  public Selection select(List<? extends ClientUpdate> updates, int length, Strategy strategy) {
    double[] shares = shares(PairwiseDistances.squared(updates, length));
    return new Selection(shares, shares, null, CoordinateMedian::median);
  }

  private static double[] shares(double[][] squared) {
    int count = squared.length;
    double[] shares = Shares.equal(count);
    double least = SMOOTHING * smallestScale(squared);
    if (least == 0) {
      return shares;
    }
    for (int step = 0; step < STEPS; step++) {
      double[] next = new double[count];
      double[] to = new double[count];
      double spread = 0;
      for (int k = 0; k < count; k++) {
        for (int j = 0; j < count; j++) {
          to[k] += shares[j] * squared[k][j];
        }
        spread += 0.5 * shares[k] * to[k];
      }
      for (int k = 0; k < count; k++) {
        next[k] = 1 / Math.max(least, Math.sqrt(Math.max(0, to[k] - spread)));
      }
      next = Shares.normalized(next);
      double change = 0;
      for (int k = 0; k < count; k++) {
        change = Math.max(change, Math.abs(next[k] - shares[k]));
      }
      shares = next;
      if (change < TOLERANCE) {
        break;
      }
    }
    return shares;
  }

  /** The median distance of a pair: a few wrong updates far away do not set the scale. */
  private static double smallestScale(double[][] squared) {
    double[] all =
        java.util.Arrays.stream(squared)
            .flatMapToDouble(java.util.Arrays::stream)
            .filter(d -> d > 0)
            .sorted()
            .toArray();
    return all.length == 0 ? 0 : Math.sqrt(all[all.length / 2]);
  }
}
