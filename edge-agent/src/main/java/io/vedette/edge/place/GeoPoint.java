package io.vedette.edge.place;

/**
 * A place on the WGS84 ellipsoid.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to below 180
 */
public record GeoPoint(double latitude, double longitude) {

  /**
   * The longitude may be any number of turns away.
   *
   * @throws IllegalArgumentException when the latitude is not within -90 to 90 or a number is not
   *     finite
   */
  public GeoPoint {
    if (!(Math.abs(latitude) <= 90) || !Double.isFinite(longitude)) {
      throw new IllegalArgumentException(
          "no place: latitude " + latitude + ", longitude " + longitude);
    }
    longitude = Angles.wrap(longitude);
  }
}
