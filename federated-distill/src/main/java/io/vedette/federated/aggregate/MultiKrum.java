package io.vedette.federated.aggregate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The plain mean of the m updates with the best Krum scores (Blanchard et al., <a
 * href="https://arxiv.org/abs/1703.02757">Machine Learning with Adversaries</a>, section 5).
 *
 * @param poisoned f, 0 or more
 * @param chosen m; 0: all but f and 2
 */
public record MultiKrum(int poisoned, int chosen) implements RobustRule {

  public MultiKrum {
    Parameters.check("poisoned", poisoned, 0, MOST_COMPARED / 2);
    Parameters.check("chosen", chosen, 0, MOST_COMPARED);
  }

  @Override
  public int fewest() {
    return 2 * poisoned + 3;
  }

  @Override
  public Selection select(List<? extends ClientUpdate> updates, int length, Strategy strategy) {
    int count = updates.size();
    int most = Math.max(1, count - poisoned - 2);
    int taken = chosen == 0 ? most : Math.min(chosen, most);
    List<Integer> best =
        new KrumScores(PairwiseDistances.squared(updates, length), poisoned)
            .ranked(IntStream.range(0, count).boxed().toList())
            .subList(0, taken);
    double[] shares = new double[count];
    best.forEach(k -> shares[k] = 1.0 / taken);
    return new Selection(shares, shares, null);
  }
}
