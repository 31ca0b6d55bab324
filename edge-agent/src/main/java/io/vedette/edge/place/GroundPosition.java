package io.vedette.edge.place;

/** What is known of the place that a point of a picture shows. */
public sealed interface GroundPosition {

  /**
   * It shows this place.
   *
   * @param at the place
   * @param height of the ground there, metres above the terrain's level
   * @param distance from the camera, metres
   * @param error how far the true place may be away
   */
  record Located(GeoPoint at, double height, double distance, ErrorEllipse error)
      implements GroundPosition {}

  /**
   * It shows no place that can be told.
   *
   * @param reason why, for people
   */
  record NotLocated(String reason) implements GroundPosition {}
}
