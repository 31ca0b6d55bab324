package io.vedette.edge.place;

/**
 * An area on the ground around a position, which holds the true one with a probability of 95% if
 * errors are normal.
 *
 * @param semiMajor metres
 * @param semiMinor metres
 * @param azimuth of the major axis, degrees clockwise from north, 0 to below 180
 */
public record ErrorEllipse(double semiMajor, double semiMinor, double azimuth) {

  /** 95% quantile of chi squared with two degrees of freedom: -2 ln 0.05. */
  private static final double CHI_SQUARED = 5.991464547107979;

  /** The ellipse of a covariance in metres squared. */
  static ErrorEllipse ofCovariance(double northNorth, double northEast, double eastEast) {
    double mean = (northNorth + eastEast) / 2;
    double apart = Math.hypot((northNorth - eastEast) / 2, northEast);
    double azimuth = Math.toDegrees(0.5 * Math.atan2(2 * northEast, northNorth - eastEast));
    return new ErrorEllipse(
        Math.sqrt(CHI_SQUARED * Math.max(0, mean + apart)),
        Math.sqrt(CHI_SQUARED * Math.max(0, mean - apart)),
        azimuth < 0 ? azimuth + 180 : azimuth);
  }

  /** Square metres. */
  public double area() {
    return Math.PI * semiMajor * semiMinor;
  }

  /** Whether a point so many metres north and east of the middle lies inside. */
  public boolean contains(double north, double east) {
    double sin = Math.sin(Math.toRadians(azimuth));
    double cos = Math.cos(Math.toRadians(azimuth));
    double along = (north * cos + east * sin) / Math.max(semiMajor, 1e-9);
    double across = (east * cos - north * sin) / Math.max(semiMinor, 1e-9);
    return along * along + across * across <= 1;
  }
}
