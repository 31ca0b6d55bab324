package io.vedette.federated.aggregate;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of every single value without the f smallest and f largest (Yin et al., <a
 * href="https://arxiv.org/abs/1803.01498">Byzantine-Robust Distributed Learning</a>, definition 2):
 * up to f updates may hold anything, and the mean stays within the range of the others.
 *
 * @param poisoned f, 1 or more
 */
public record TrimmedMean(int poisoned) implements RobustRule {

  public TrimmedMean {
    Parameters.check("poisoned", poisoned, 1, MOST_COMPARED / 2);
  }

  @Override
  public int fewest() {
    return 2 * poisoned + 1;
  }

  @Override
  public Selection select(List<? extends ClientUpdate> updates, int length, Strategy strategy) {
    double[] shares = Shares.equal(updates.size());
    return new Selection(shares, shares, this::mean);
  }

  private void mean(int[][] rows, int columns, double[] out, int at) {
    Arrays.fill(out, at, at + columns, 0);
    for (int k = poisoned; k < rows.length - poisoned; k++) {
      int[] row = rows[k];
      for (int i = 0; i < columns; i++) {
        out[at + i] += SortingNetwork.value(row[i]);
      }
    }
    int kept = rows.length - 2 * poisoned;
    for (int i = 0; i < columns; i++) {
      out[at + i] /= kept;
    }
  }
}
