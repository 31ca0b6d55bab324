package io.vedette.edge.place;

/**
 * The WGS84 ellipsoid (NIMA TR8350.2): geodetic places to and from earth-centred, earth-fixed
 * metres. Good at the poles and on both sides of the 180th meridian.
 */
public final class Wgs84 {

  /** Semi-major axis, metres. */
  static final double A = 6378137.0;

  /** First eccentricity squared. */
  static final double E2 = 6.69437999014e-3;

  private static final double B = A * Math.sqrt(1 - E2);

  private Wgs84() {}

  /** Earth-centred metres: x to 0° on the equator, y to 90° east, z to the north pole. */
  static double[] toEarth(double latitude, double longitude, double height) {
    double sinLat = Math.sin(Math.toRadians(latitude));
    double cosLat = Math.cos(Math.toRadians(latitude));
    double n = A / Math.sqrt(1 - E2 * sinLat * sinLat);
    return new double[] {
      (n + height) * cosLat * Math.cos(Math.toRadians(longitude)),
      (n + height) * cosLat * Math.sin(Math.toRadians(longitude)),
      (n * (1 - E2) + height) * sinLat
    };
  }

  /** Latitude, longitude in degrees and height in metres (Bowring 1976, one step: below 1 mm). */
  static double[] toGeodetic(double[] earth) {
    double p = Math.hypot(earth[0], earth[1]);
    double second = E2 / (1 - E2);
    double t = Math.atan2(earth[2] * A, p * B);
    double latitude =
        Math.atan2(
            earth[2] + second * B * Math.pow(Math.sin(t), 3),
            p - E2 * A * Math.pow(Math.cos(t), 3));
    double sin = Math.sin(latitude);
    double cos = Math.cos(latitude);
    double n = A / Math.sqrt(1 - E2 * sin * sin);
    double height =
        Math.abs(cos) > 0.01 ? p / cos - n : Math.abs(earth[2]) / Math.abs(sin) - n * (1 - E2);
    return new double[] {
      Math.toDegrees(latitude), Math.toDegrees(Math.atan2(earth[1], earth[0])), height
    };
  }

  /** A direction in north, east, down at a place as one in earth-centred metres. */
  static double[] toEarthDirection(double latitude, double longitude, double[] northEastDown) {
    double sLat = Math.sin(Math.toRadians(latitude));
    double cLat = Math.cos(Math.toRadians(latitude));
    double sLon = Math.sin(Math.toRadians(longitude));
    double cLon = Math.cos(Math.toRadians(longitude));
    double n = northEastDown[0];
    double e = northEastDown[1];
    double d = northEastDown[2];
    return new double[] {
      -sLat * cLon * n - sLon * e - cLat * cLon * d,
      -sLat * sLon * n + cLon * e - cLat * sLon * d,
      cLat * n - sLat * d
    };
  }

  /** A difference in earth-centred metres as north, east, down at a place. */
  static double[] toLocal(double latitude, double longitude, double[] earth) {
    double sLat = Math.sin(Math.toRadians(latitude));
    double cLat = Math.cos(Math.toRadians(latitude));
    double sLon = Math.sin(Math.toRadians(longitude));
    double cLon = Math.cos(Math.toRadians(longitude));
    return new double[] {
      -sLat * cLon * earth[0] - sLat * sLon * earth[1] + cLat * earth[2],
      -sLon * earth[0] + cLon * earth[1],
      -cLat * cLon * earth[0] - cLat * sLon * earth[1] - sLat * earth[2]
    };
  }

  /** Metres north, east and down from one place to another, in the plane of the first. */
  public static double[] offset(GeoPoint from, GeoPoint to) {
    double[] a = toEarth(from.latitude(), from.longitude(), 0);
    double[] b = toEarth(to.latitude(), to.longitude(), 0);
    return toLocal(
        from.latitude(), from.longitude(), new double[] {b[0] - a[0], b[1] - a[1], b[2] - a[2]});
  }

  /** The place so many metres north and east of one, for distances far below the earth's radius. */
  public static GeoPoint moved(GeoPoint from, double north, double east) {
    double[] at = toEarth(from.latitude(), from.longitude(), 0);
    double[] by =
        toEarthDirection(from.latitude(), from.longitude(), new double[] {north, east, 0});
    double[] to = toGeodetic(new double[] {at[0] + by[0], at[1] + by[1], at[2] + by[2]});
    return new GeoPoint(to[0], to[1]);
  }

  /** Metres between two places, straight through the ground: of use for short distances. */
  public static double distance(GeoPoint a, GeoPoint b) {
    double[] p = toEarth(a.latitude(), a.longitude(), 0);
    double[] q = toEarth(b.latitude(), b.longitude(), 0);
    return Math.sqrt(
        (p[0] - q[0]) * (p[0] - q[0])
            + (p[1] - q[1]) * (p[1] - q[1])
            + (p[2] - q[2]) * (p[2] - q[2]));
  }

  /** A share of the way from one place to another, over the 180th meridian and poles too. */
  public static GeoPoint between(GeoPoint a, GeoPoint b, double share) {
    double[] p = toEarth(a.latitude(), a.longitude(), 0);
    double[] q = toEarth(b.latitude(), b.longitude(), 0);
    double[] to =
        toGeodetic(
            new double[] {
              p[0] + (q[0] - p[0]) * share,
              p[1] + (q[1] - p[1]) * share,
              p[2] + (q[2] - p[2]) * share
            });
    return new GeoPoint(to[0], to[1]);
  }
}
