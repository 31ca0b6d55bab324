package io.vedette.federated.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * θ = n - 2f updates are taken by Krum, one after the other; of every single value the mean of the
 * θ - 2f that lie nearest to the median of these (El Mhamdi et al., <a
 * href="https://arxiv.org/abs/1802.07927">The Hidden Vulnerability of Distributed Learning</a>,
 * section 4).
 *
 * @param poisoned f, 0 or more
 */
public record Bulyan(int poisoned) implements RobustRule {

  public Bulyan {
    Parameters.check("poisoned", poisoned, 0, MOST_COMPARED / 4);
  }

  @Override
  public int fewest() {
    return 4 * poisoned + 3;
  }

  @Override
  public Selection select(List<? extends ClientUpdate> updates, int length, Strategy strategy) {
    int count = updates.size();
    int taken = count - 2 * poisoned;
    KrumScores scores = new KrumScores(PairwiseDistances.squared(updates, length), poisoned);
    List<Integer> left = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    double[] shares = new double[count];
    for (int i = 0; i < taken; i++) {
      Integer best = scores.ranked(left).get(0);
      left.remove(best);
      shares[best] = 1.0 / taken;
    }
    return new Selection(shares, shares, this::meanAroundMedian);
  }

  /** The values are sorted, so those nearest to the median lie side by side. */
  private void meanAroundMedian(int[][] rows, int columns, double[] out, int at) {
    int kept = rows.length - 2 * poisoned;
    double[] values = new double[rows.length];
    for (int i = 0; i < columns; i++) {
      for (int k = 0; k < rows.length; k++) {
        values[k] = SortingNetwork.value(rows[k][i]);
      }
      double median = 0.5 * (values[(rows.length - 1) / 2] + values[rows.length / 2]);
      int first = 0;
      while (first + kept < rows.length
          && Math.abs(values[first + kept] - median) < Math.abs(values[first] - median)) {
        first++;
      }
      out[at + i] = Arrays.stream(values, first, first + kept).sum() / kept;
    }
  }
}
