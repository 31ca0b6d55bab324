package io.vedette.federated.aggregate;

import java.util.Arrays;
import java.util.List;

/** Shares of updates in a mean; they add up to 1. */
final class Shares {

  private Shares() {}

  static double[] byExamples(List<UpdateFacts> updates) {
    return normalized(updates.stream().mapToDouble(UpdateFacts::examples).toArray());
  }

  static double[] equal(int count) {
    double[] shares = new double[count];
    Arrays.fill(shares, 1.0 / count);
    return shares;
  }

  /** Shares in proportion to weights of 0 and more, not all 0. */
  static double[] normalized(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }
}
