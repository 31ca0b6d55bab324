package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.ScoreHistogram;

/**
 * How often a candidate of each range of scores is an object: counts from verdicts added to a
 * prior, with old ones fading once there are many.
 */
public final class ScoreCalibration {

  private final double memory;
  private final double[] yes = new double[ScoreHistogram.COUNT];
  private final double[] all = new double[ScoreHistogram.COUNT];

  /**
   * @param strength weight of the prior, in candidates
   * @param memory candidates that are remembered per range
   * @param prior chance of each range before any verdict
   */
  public ScoreCalibration(double strength, double memory, double... prior) {
    this.memory = memory;
    for (int i = 0; i < ScoreHistogram.COUNT; i++) {
      yes[i] = prior[i] * strength;
      all[i] = strength;
    }
  }

  /** The chance that a candidate of a range is an object, 0 to 1. */
  public double chance(int bin) {
    return yes[bin] / all[bin];
  }

  /** Adds counts: of these candidates of a range, so many were objects. */
  public void learn(int bin, double objects, double candidates) {
    yes[bin] += Math.min(objects, candidates);
    all[bin] += candidates;
    if (all[bin] > memory) {
      yes[bin] *= memory / all[bin];
      all[bin] = memory;
    }
  }

  void save(double[] state, int from) {
    System.arraycopy(yes, 0, state, from, ScoreHistogram.COUNT);
    System.arraycopy(all, 0, state, from + ScoreHistogram.COUNT, ScoreHistogram.COUNT);
  }

  void restore(double[] state, int from) {
    System.arraycopy(state, from, yes, 0, ScoreHistogram.COUNT);
    System.arraycopy(state, from + ScoreHistogram.COUNT, all, 0, ScoreHistogram.COUNT);
  }
}
