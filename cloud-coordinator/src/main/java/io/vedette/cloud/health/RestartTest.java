package io.vedette.cloud.health;

/**
 * Whether processes end more often than chance explains. Under a rate of at most one an hour the
 * likelihood ratio {@code (fast / slow)^n · exp(-(fast - slow) · t)} of {@code n} restarts in
 * {@code t} seconds is a supermartingale, and so is its mean over several fast rates: by Ville's
 * inequality it rarely grows {@code 1 / alpha} fold at any time.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177731118">Wald, Sequential Tests of Statistical
 *     Hypotheses, 1945</a>
 */
final class RestartTest {

  /** Restarts per second that are normal. */
  private static final double SLOW = 1 / 3_600.0;

  private static final double[] FAST = {1 / 10.0, 1 / 30.0, 1 / 100.0, 1 / 300.0};

  /** A person restarts a device once or twice. */
  private static final int FEWEST = 3;

  private RestartTest() {}

  static boolean areTooMany(int restarts, double deviceSeconds, double alpha) {
    double sum = 0;
    for (double fast : FAST) {
      sum += Math.exp(restarts * Math.log(fast / SLOW) - (fast - SLOW) * deviceSeconds);
    }
    return restarts >= FEWEST && sum / FAST.length >= 1 / alpha;
  }
}
