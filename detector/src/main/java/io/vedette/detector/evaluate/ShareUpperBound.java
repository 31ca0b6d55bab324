package io.vedette.detector.evaluate;

/**
 * The largest share of all cases that is still likely, after so many of a sample: the upper end of
 * the exact interval of <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson</a>,
 * one-sided, at 95 of 100. None of 149 means: fewer than 2 of 100.
 */
public final class ShareUpperBound {

  private static final double DOUBT = 0.05;
  private static final int HALVINGS = 50;

  private ShareUpperBound() {}

  /**
   * The share, 0 to 1; 1 where the sample says nothing.
   *
   * @param cases seen
   * @param sample among so many that do not depend on each other
   */
  public static double atMost(int cases, int sample) {
    if (cases < 0) {
      throw new IllegalArgumentException(cases + " cases");
    }
    if (cases >= sample) {
      return 1;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (noMoreThan(cases, sample, middle) > DOUBT) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The smallest sample without a case after which a share is not likely to be exceeded. */
  public static int sampleFor(double share) {
    return share >= 1 ? 1 : (int) Math.ceil(Math.log(DOUBT) / Math.log1p(-share));
  }

  /** How likely it is to see no more cases than these where each has this probability. */
  private static double noMoreThan(int cases, int sample, double probability) {
    double logTerm = sample * Math.log1p(-probability);
    double odds = Math.log(probability) - Math.log1p(-probability);
    double sum = 0;
    for (int i = 0; i <= cases; i++) {
      sum += Math.exp(logTerm);
      logTerm += Math.log(sample - i) - Math.log(i + 1.0) + odds;
    }
    return sum;
  }
}
