package io.vedette.edge.place;

/** Angles in degrees, which wrap. */
public final class Angles {

  private Angles() {}

  /** The same direction, -180 to below 180. */
  public static double wrap(double degrees) {
    double turned = (degrees + 180) % 360;
    return (turned < 0 ? turned + 360 : turned) - 180;
  }

  /** The same direction as a heading, 0 to below 360. */
  public static double heading(double degrees) {
    double turned = degrees % 360;
    return turned < 0 ? turned + 360 : turned;
  }

  /** From one angle the shorter way to the other: {@code share} 0 is the first, 1 the second. */
  public static double between(double from, double to, double share) {
    return wrap(from + wrap(to - from) * share);
  }
}
