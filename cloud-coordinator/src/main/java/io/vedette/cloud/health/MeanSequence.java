package io.vedette.cloud.health;

/**
 * An interval for a mean of values between 0 and 1 that holds at all times at once: however often
 * and whenever it is read, it misses the mean with a chance of at most alpha.
 *
 * <p>Against a mean {@code m} a gambler bets that values are higher: his capital is the product of
 * {@code 1 + bet · (value - m)}. If the mean is at most {@code m} the capital is a supermartingale,
 * and by Ville's inequality it rarely reaches {@code 2 / alpha} at any time; a mean at which it did
 * is ruled out, and so is every lower one. The upper end is found with the values turned over. A
 * bet is sized by the variance of the values before (predictable plug-in), and risks at most a part
 * of the capital.
 *
 * @see <a href="https://doi.org/10.1093/jrsssb/qkad009">Waudby-Smith and Ramdas, Estimating means
 *     of bounded random variables by betting, 2023, section 4</a>
 */
final class MeanSequence {

  /** Largest part of the capital that a bet may risk. */
  private static final double CAUTION = 0.9;

  /** Assumed variance before the first value. */
  private static final double FIRST_VARIANCE = 0.02;

  /** Halvings of the interval: ends are exact to a thousandth. */
  private static final int STEPS = 10;

  private final double[] values;
  private final double[] bets;
  private final double capital;

  private MeanSequence(double[] values, double[] bets, double capital) {
    this.values = values;
    this.bets = bets;
    this.capital = capital;
  }

  /**
   * The mean and its interval.
   *
   * @param values 0 to 1, in the order of time
   * @param alpha chance that the interval ever misses the mean, 0 to 1
   */
  static FieldMean of(double[] values, double alpha) {
    if (values.length == 0) {
      return FieldMean.NONE;
    }
    double[] bets = bets(values, alpha);
    double[] turned = new double[values.length];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      turned[i] = 1 - values[i];
      sum += values[i];
    }
    double capital = Math.log(2 / alpha);
    double low = new MeanSequence(values, bets, capital).low();
    double high = 1 - new MeanSequence(turned, bets, capital).low();
    return new FieldMean(sum / values.length, low, high, values.length);
  }

  /** Each from earlier values only: otherwise the capital would be no supermartingale. */
  private static double[] bets(double[] values, double alpha) {
    double[] bets = new double[values.length];
    double sum = 0.5;
    double squares = FIRST_VARIANCE;
    for (int i = 0; i < values.length; i++) {
      double variance = squares / (i + 1);
      bets[i] = Math.sqrt(2 * Math.log(2 / alpha) / (variance * (i + 1) * Math.log(i + 2)));
      double off = values[i] - sum / (i + 1);
      squares += off * off;
      sum += values[i];
    }
    return bets;
  }

  /** The largest mean that is ruled out; the capital shrinks as the mean grows. */
  private double low() {
    double out = 0;
    double in = 1;
    for (int i = 0; i < STEPS; i++) {
      double mean = (out + in) / 2;
      if (rulesOut(mean)) {
        out = mean;
      } else {
        in = mean;
      }
    }
    return out;
  }

  private boolean rulesOut(double mean) {
    double most = CAUTION / mean;
    double log = 0;
    for (int i = 0; i < values.length; i++) {
      log += Math.log1p(Math.min(bets[i], most) * (values[i] - mean));
      if (log >= capital) {
        return true;
      }
    }
    return false;
  }
}
