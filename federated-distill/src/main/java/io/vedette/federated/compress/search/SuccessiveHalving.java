package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives every candidate a little, the better half twice as much, and so on: Jamieson and Talwalkar,
 * <a href="https://arxiv.org/abs/1502.07943">Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization</a>.
 */
public final class SuccessiveHalving {

  private final int survivors;

  /**
   * @param survivors how many are left at the end, at least
   */
  public SuccessiveHalving(int survivors) {
    this.survivors = survivors;
  }

  /** How good a candidate is after so many rounds. */
  @FunctionalInterface
  public interface Trial<T> {

    /**
     * @param round from 0; a candidate's rounds follow each other, and each may build on the last
     * @return more is better
     */
    double score(T candidate, int round)
        throws DetectorException, IOException, InterruptedException;
  }

  /** How many rounds there are for so many candidates; one at least. */
  public int rounds(int candidates) {
    int rounds = 1;
    for (int left = candidates; left > survivors; left = half(left)) {
      rounds++;
    }
    return rounds;
  }

  private int half(int count) {
    return Math.max(survivors, (count + 1) / 2);
  }

  /** Runs all rounds; those that are left, best first. Of equals the one named earlier stays. */
  public <T> List<T> run(List<T> candidates, Trial<T> trial)
      throws DetectorException, IOException, InterruptedException {
    List<T> left = candidates;
    int rounds = rounds(candidates.size());
    for (int round = 0; round < rounds; round++) {
      List<Scored<T>> scored = new ArrayList<>();
      for (T candidate : left) {
        scored.add(new Scored<>(candidate, trial.score(candidate, round)));
      }
      int stay = round + 1 < rounds ? half(left.size()) : left.size();
      left =
          scored.stream()
              .sorted(Comparator.comparingDouble((Scored<T> s) -> s.score).reversed())
              .limit(stay)
              .map(Scored::candidate)
              .toList();
    }
    return left;
  }

  private record Scored<T>(T candidate, double score) {}
}
