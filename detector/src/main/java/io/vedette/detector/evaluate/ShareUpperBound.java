package io.vedette.detector.evaluate;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * An upper bound on the share of cases in all, from the cases in a sample: the upper end of the
 * exact interval of <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson</a>,
 * one-sided, 95% confidence. No case in 149 gives less than 2%.
 */
public final class ShareUpperBound {

  private static final double ERROR_RATE = 0.05;

  private ShareUpperBound() {}

  /**
   * The bound, 0 to 1; 1 where the sample says nothing.
   *
   * @param cases in the sample
   * @param sample number of independent trials
   */
  public static double atMost(int cases, int sample) {
    if (cases < 0) {
      throw new IllegalArgumentException(cases + " cases");
    }
    if (cases >= sample) {
      return 1;
    }
    // a two-sided interval has half of its error at either end
    return BinomialConfidenceInterval.CLOPPER_PEARSON
        .fromErrorRate(sample, cases, 2 * ERROR_RATE)
        .getUpperBound();
  }

  /** The smallest sample in which the absence of cases gives a bound of at most this share. */
  public static int sampleFor(double share) {
    return share >= 1 ? 1 : (int) Math.ceil(Math.log(ERROR_RATE) / Math.log1p(-share));
  }
}
