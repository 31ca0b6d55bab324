package io.vedette.edge.place;

/**
 * One standard deviation of what a ground position is computed from; all are taken as independent.
 *
 * @param horizontal of the camera's place in each of north and east, metres
 * @param vertical of the camera's height above the terrain's level, metres
 * @param yaw degrees
 * @param pitch degrees
 * @param roll degrees
 * @param pixel of the point in the picture, fraction of its width
 * @param focal of the focal length, fraction of it
 * @param terrain of the terrain's height, metres
 */
public record PoseErrors(
    double horizontal,
    double vertical,
    double yaw,
    double pitch,
    double roll,
    double pixel,
    double focal,
    double terrain) {

  /**
   * What is assumed of a drone whose telemetry states no accuracy: satellite navigation without
   * corrections, a compass, a steady gimbal, and a point that is known to a two-hundredth of the
   * picture.
   */
  public static final PoseErrors ASSUMED = new PoseErrors(2.5, 3, 2, 0.5, 0.5, 0.005, 0.02, 2);

  /**
   * @throws IllegalArgumentException when one is negative or no number
   */
  public PoseErrors {
    double sum = horizontal + vertical + yaw + pitch + roll + pixel + focal + terrain;
    double least =
        Math.min(
            Math.min(Math.min(horizontal, vertical), Math.min(yaw, pitch)),
            Math.min(Math.min(roll, pixel), Math.min(focal, terrain)));
    if (!Double.isFinite(sum) || least < 0) {
      throw new IllegalArgumentException("an error must be 0 or more");
    }
  }

  /** The same with another accuracy of place and height, metres. */
  public PoseErrors withPlace(double horizontal, double vertical) {
    return new PoseErrors(horizontal, vertical, yaw, pitch, roll, pixel, focal, terrain);
  }

  /** The same with an independent error more of the place, metres: of a time that is not sure. */
  public PoseErrors withMoved(double metres) {
    return withPlace(Math.hypot(horizontal, metres), vertical);
  }

  /** The same with another error of the yaw, degrees. */
  public PoseErrors withYaw(double degrees) {
    return new PoseErrors(horizontal, vertical, degrees, pitch, roll, pixel, focal, terrain);
  }

  /** The same with another error of the point in the picture, fraction of its width. */
  public PoseErrors withPixel(double fraction) {
    return new PoseErrors(horizontal, vertical, yaw, pitch, roll, fraction, focal, terrain);
  }
}
