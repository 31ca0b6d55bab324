package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Bins;

/**
 * How often a candidate of each range of scores is an object: counts of verdicts upon a prior, old
 * ones fading once there are many.
 */
final class Calibration {

  /** How many verdicts the prior is worth. */
  private static final double PRIOR_COUNT = 20;

  /** A range remembers about so many candidates. */
  private static final double MEMORY = 4_000;

  private final double[] yes = new double[Bins.COUNT];
  private final double[] all = new double[Bins.COUNT];

  /**
   * @param prior chance of each range before any verdict
   */
  Calibration(double... prior) {
    for (int i = 0; i < Bins.COUNT; i++) {
      yes[i] = prior[i] * PRIOR_COUNT;
      all[i] = PRIOR_COUNT;
    }
  }

  double chance(int bin) {
    return yes[bin] / all[bin];
  }

  void learn(int bin, double objects, double candidates) {
    yes[bin] += Math.min(objects, candidates);
    all[bin] += candidates;
    if (all[bin] > MEMORY) {
      yes[bin] *= MEMORY / all[bin];
      all[bin] = MEMORY;
    }
  }

  void save(double[] state, int from) {
    System.arraycopy(yes, 0, state, from, Bins.COUNT);
    System.arraycopy(all, 0, state, from + Bins.COUNT, Bins.COUNT);
  }

  void restore(double[] state, int from) {
    System.arraycopy(state, from, yes, 0, Bins.COUNT);
    System.arraycopy(state, from + Bins.COUNT, all, 0, Bins.COUNT);
  }
}
