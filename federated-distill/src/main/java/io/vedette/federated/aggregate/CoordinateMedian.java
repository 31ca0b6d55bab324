package io.vedette.federated.aggregate;

import java.util.List;

/**
 * The median of every single value, of an even number the mean of the middle two (Yin et al., <a
 * href="https://arxiv.org/abs/1803.01498">Byzantine-Robust Distributed Learning</a>, definition 1).
 * Holds while less than half are wrong.
 *
 * @param poisoned updates that may be wrong, 1 or more
 */
public record CoordinateMedian(int poisoned) implements RobustRule {

  public CoordinateMedian {
    Parameters.check("poisoned", poisoned, 1, MOST_COMPARED / 2);
  }

  @Override
  public int fewest() {
    return 2 * poisoned + 1;
  }

  @Override
  public Selection select(List<? extends ClientUpdate> updates, int length, Strategy strategy) {
    double[] shares = Shares.equal(updates.size());
    return new Selection(shares, shares, CoordinateMedian::median);
  }

  static void median(int[][] rows, int columns, double[] out, int at) {
    int[] below = rows[(rows.length - 1) / 2];
    int[] above = rows[rows.length / 2];
    for (int i = 0; i < columns; i++) {
      out[at + i] =
          0.5 * ((double) SortingNetwork.value(below[i]) + SortingNetwork.value(above[i]));
    }
  }
}
