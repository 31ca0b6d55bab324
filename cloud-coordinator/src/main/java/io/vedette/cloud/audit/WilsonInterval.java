package io.vedette.cloud.audit;

/**
 * The score interval of a share (Wilson, Probable Inference, the Law of Succession, and Statistical
 * Inference, JASA 22, 1927), 95% confidence.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
public record WilsonInterval(double low, double high) {

  private static final double Z = 1.959963984540054;

  /** The interval behind {@code successes} of {@code trials}; 0 to 1 when there was none. */
  static WilsonInterval of(long successes, long trials) {
    if (trials == 0) {
      return new WilsonInterval(0, 1);
    }
    double n = trials;
    double p = successes / n;
    double zz = Z * Z;
    double middle = p + zz / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
    double scale = 1 + zz / n;
    return new WilsonInterval(
        Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale));
  }
}
