package io.vedette.detector.evaluate;

/**
 * How often chance alone would part two sides so unevenly, or more: the exact two-sided binomial
 * test of {@code p = 1/2}, which is McNemar's where the sides are what only one of two detectors
 * found.
 */
public final class SignTest {

  private SignTest() {}

  /**
   * The probability, 0 to 1.
   *
   * @param one cases that speak for one side
   * @param other cases that speak for the other
   */
  public static double of(int one, int other) {
    int count = one + other;
    int fewer = Math.min(one, other);
    double logTerm = -count * Math.log(2);
    double sum = 0;
    for (int i = 0; i <= fewer; i++) {
      sum += Math.exp(logTerm);
      logTerm += Math.log(count - i) - Math.log(i + 1.0);
    }
    return Math.min(1, 2 * sum);
  }
}
