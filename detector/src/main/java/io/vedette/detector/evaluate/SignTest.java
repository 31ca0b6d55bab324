package io.vedette.detector.evaluate;

import org.apache.commons.statistics.inference.BinomialTest;

/**
 * The exact two-sided binomial test of {@code p = 1/2}: McNemar's test where the two sides are what
 * only one of two detectors found.
 */
public final class SignTest {

  private SignTest() {}

  /**
   * The probability that chance alone separates two sides so unevenly, or more, 0 to 1.
   *
   * @param one cases that speak for one side
   * @param other cases that speak for the other
   */
  public static double of(int one, int other) {
    int count = one + other;
    return count == 0 ? 1 : BinomialTest.withDefaults().test(count, one, 0.5).getPValue();
  }
}
