package io.vedette.cloud.drift;

/**
 * Bets that p-values are smaller than uniform ones. Each pays {@code b(p)} for a stake of 1, and
 * {@code b} integrates to 1 over [0, 1]: who bets against uniform p-values wins nothing on average.
 *
 * <p>Bet {@code k} says that a share {@code mass = c + (1 - c) gain} of the p-values is below a
 * {@code cut c}: {@code b(p) = mass / c} below it, and {@code (1 - mass) / (1 - c)} above. All
 * pairs of four cuts and four gains are there, so that one of them is near to any change.
 */
final class StepBets {

  private static final double[] CUTS = {0.03, 0.1, 0.25, 0.5};
  private static final double[] GAINS = {0.1, 0.3, 0.6, 0.9};

  /** How many there are. */
  static final int COUNT = CUTS.length * GAINS.length;

  private StepBets() {}

  /**
   * What a bet pays.
   *
   * @param bet 0 to {@link #COUNT} - 1
   * @param p 0 to 1
   */
  static double pays(int bet, double p) {
    double cut = CUTS[bet / GAINS.length];
    double mass = cut + (1 - cut) * GAINS[bet % GAINS.length];
    return p < cut ? mass / cut : (1 - mass) / (1 - cut);
  }
}
