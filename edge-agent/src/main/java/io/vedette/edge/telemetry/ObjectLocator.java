package io.vedette.edge.telemetry;

import io.vedette.detector.Box;
import io.vedette.edge.place.GroundLocator;
import io.vedette.edge.place.GroundPosition;
import io.vedette.edge.place.GroundPosition.NotLocated;
import io.vedette.edge.telemetry.CameraPlacement.NotPlaced;
import io.vedette.edge.telemetry.CameraPlacement.Placed;

/** Where on the ground the object in a box stands. */
public final class ObjectLocator {

  private ObjectLocator() {}

  /**
   * The place of the point where an object stands: the middle of its box when seen from above, the
   * middle of the lower edge when seen from the side. A quarter of the box is how well that point
   * is known.
   *
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   */
  public static GroundPosition locate(
      GroundLocator locator, CameraPlacement placement, Box box, int width, int height) {
    if (placement instanceof NotPlaced not) {
      return new NotLocated(not.reason());
    }
    Placed placed = (Placed) placement;
    double side = Math.cos(Math.toRadians(placed.pose().attitude().pitch()));
    double y = box.centerY() + box.height() / 2 * side;
    double unsure = Math.min(box.width(), box.height()) / 4.0 / width;
    return locator.locate(
        placed.pose(),
        placed.lens(),
        box.centerX() / width,
        y / height,
        placed.errors().withPixel(Math.max(unsure, 1.0 / width)));
  }
}
