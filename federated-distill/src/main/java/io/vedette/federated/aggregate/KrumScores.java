package io.vedette.federated.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How far an update lies from its nearest: the sum of the squared distances to its n - f - 2
 * nearest others, at least one (Blanchard et al., <a
 * href="https://arxiv.org/abs/1703.02757">Machine Learning with Adversaries</a>, section 4).
 */
final class KrumScores {

  private final double[][] squared;
  private final int poisoned;

  KrumScores(double[][] squared, int poisoned) {
    this.squared = squared;
    this.poisoned = poisoned;
  }

  /** The updates among some by their score among these, the best first; of equals the first. */
  List<Integer> ranked(List<Integer> among) {
    int neighbours = Math.max(1, among.size() - poisoned - 2);
    double[] scores = new double[squared.length];
    for (int a : among) {
      double[] distances =
          among.stream().filter(b -> b != a).mapToDouble(b -> squared[a][b]).sorted().toArray();
      scores[a] = Arrays.stream(distances).limit(neighbours).sum();
    }
    List<Integer> ranked = new ArrayList<>(among);
    ranked.sort(Comparator.<Integer>comparingDouble(a -> scores[a]).thenComparing(a -> a));
    return ranked;
  }
}
