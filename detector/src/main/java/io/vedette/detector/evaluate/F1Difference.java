package io.vedette.detector.evaluate;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much better one detector is than another in F1, on the same frames. Objects of one frame are
 * not independent of each other, so frames are what is sampled.
 *
 * <p>F1 is a ratio of sums over frames. Its standard error is that of the delta method for ratios
 * (W. G. Cochran, Sampling Techniques, 3rd edition, 1977, 2.11 and 6.4): every frame contributes
 * {@code z = (2 found - F1 total) / mean total}, and the difference has the contributions {@code
 * z(other) - z(one)} of the pairs. The distribution is Student's with one degree of freedom less
 * than there are frames. One frame more is counted, on which the two differ by one object: so
 * detectors that never differed on few objects are not taken for equal.
 *
 * @param value F1 of the other detector less that of the first, -1 to 1; NaN where nothing can be
 *     compared
 * @param error standard error of it
 * @param frames how many there are
 * @param objects on all frames
 */
public record F1Difference(double value, double error, int frames, int objects) {

  /** Share of intervals that lie wholly above the true difference. */
  private static final double TAIL = 0.05;

  private static final int FEWEST_FRAMES = 2;

  /** What both detectors did on one frame. */
  public record Pair(ObjectCounts one, ObjectCounts other) {}

  /** Compares two detectors. */
  public static F1Difference of(List<Pair> pairs) {
    ObjectCounts one = pairs.stream().map(Pair::one).reduce(ObjectCounts.NONE, ObjectCounts::plus);
    ObjectCounts other =
        pairs.stream().map(Pair::other).reduce(ObjectCounts.NONE, ObjectCounts::plus);
    int n = pairs.size();
    if (n < FEWEST_FRAMES || one.objects() == 0) {
      return new F1Difference(Double.NaN, Double.NaN, n, one.objects());
    }
    double f1One = one.f1();
    double f1Other = other.f1();
    double squares = square(2.0 * n / Math.max(one.total(), other.total()));
    for (Pair pair : pairs) {
      squares +=
          square(
              contribution(pair.other(), f1Other, other.total(), n)
                  - contribution(pair.one(), f1One, one.total(), n));
    }
    double error = Math.sqrt(squares / ((double) n * (n - 1)));
    return new F1Difference(f1Other - f1One, error, n, one.objects());
  }

  private static double contribution(ObjectCounts frame, double f1, int total, int frames) {
    return (2.0 * frame.found() - f1 * frame.total()) * frames / total;
  }

  private static double square(double x) {
    return x * x;
  }

  /** Whether there is something to compare. */
  public boolean known() {
    return !Double.isNaN(value);
  }

  /** The true difference is above this, with 95% confidence; it is also below {@link #high}. */
  public double low() {
    return low(TAIL);
  }

  /** The true difference is above this, except in a share {@code risk} of all cases. */
  public double low(double risk) {
    return known() ? value - quantile(1 - risk) * error : -1;
  }

  /** The true difference is below this, with 95% confidence. */
  public double high() {
    return known() ? value + quantile(1 - TAIL) * error : 1;
  }

  /** How often chance alone would make the other detector look so much worse, 0 to 1. */
  public double probabilityOfNoLoss() {
    return known() ? student().cumulativeProbability(value / error) : 1;
  }

  /**
   * About how many frames would show that the difference is above a bound, if it stays as it is;
   * {@link Integer#MAX_VALUE} where it is not above it.
   */
  public int framesFor(double bound) {
    if (!known() || value <= bound) {
      return Integer.MAX_VALUE;
    }
    double perFrame = error * Math.sqrt(frames);
    double wanted = square(quantile(1 - TAIL) * perFrame / (value - bound));
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(wanted));
  }

  private double quantile(double probability) {
    return student().inverseCumulativeProbability(probability);
  }

  private TDistribution student() {
    return TDistribution.of(frames - 1.0);
  }
}
