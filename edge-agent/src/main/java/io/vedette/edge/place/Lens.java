package io.vedette.edge.place;

/**
 * A camera's lens: pinhole with the distortion of Brown (1966) as OpenCV writes it. Lengths are
 * fractions of the picture, so it holds for every resolution of the same aspect.
 *
 * @param focalX focal length in picture widths
 * @param focalY focal length in picture heights
 * @param centerX principal point, fraction of the width
 * @param centerY principal point, fraction of the height
 * @param k1 radial distortion
 * @param k2 radial distortion
 * @param p1 tangential distortion
 * @param p2 tangential distortion
 */
public record Lens(
    double focalX,
    double focalY,
    double centerX,
    double centerY,
    double k1,
    double k2,
    double p1,
    double p2) {

  /** Width of a 35 mm film frame's diagonal, millimetres. */
  private static final double FILM_DIAGONAL = Math.hypot(36, 24);

  /**
   * @throws IllegalArgumentException when a focal length is not above 0
   */
  public Lens {
    if (!(focalX > 0) || !(focalY > 0) || !Double.isFinite(focalX + focalY + centerX + centerY)) {
      throw new IllegalArgumentException("a focal length must be above 0");
    }
  }

  /**
   * A lens without distortion.
   *
   * @param horizontal field of view, degrees, above 0 and below 180
   * @param aspect width over height of the picture, with square pixels
   */
  public static Lens ofFieldOfView(double horizontal, double aspect) {
    double focal = 0.5 / Math.tan(Math.toRadians(horizontal) / 2);
    return new Lens(focal, focal * aspect, 0.5, 0.5, 0, 0, 0, 0);
  }

  /** A lens without distortion whose two fields of view are known, degrees. */
  public static Lens ofFieldsOfView(double horizontal, double vertical) {
    return new Lens(
        0.5 / Math.tan(Math.toRadians(horizontal) / 2),
        0.5 / Math.tan(Math.toRadians(vertical) / 2),
        0.5,
        0.5,
        0,
        0,
        0,
        0);
  }

  /**
   * A lens known by its focal length for 35 mm film, which makers state for the diagonal.
   *
   * @param millimetres focal length for 35 mm film
   * @param aspect width over height of the picture
   */
  public static Lens ofFilm(double millimetres, double aspect) {
    double width = FILM_DIAGONAL * aspect / Math.hypot(aspect, 1);
    double focal = millimetres / width;
    return new Lens(focal, focal * aspect, 0.5, 0.5, 0, 0, 0, 0);
  }

  /** The same with a focal length that is so many times as long. */
  Lens zoomed(double factor) {
    return new Lens(focalX * factor, focalY * factor, centerX, centerY, k1, k2, p1, p2);
  }

  /** Horizontal field of view, degrees, distortion left out. */
  public double horizontal() {
    return 2 * Math.toDegrees(Math.atan(0.5 / focalX));
  }

  /**
   * Where a point of the picture looks: forward, right, down, of any length.
   *
   * @param x fraction of the picture's width
   * @param y fraction of the picture's height
   */
  double[] direction(double x, double y) {
    double u = (x - centerX) / focalX;
    double v = (y - centerY) / focalY;
    double right = u;
    double down = v;
    for (int i = 0; i < 8 && (k1 != 0 || k2 != 0 || p1 != 0 || p2 != 0); i++) {
      double r2 = right * right + down * down;
      double radial = 1 + k1 * r2 + k2 * r2 * r2;
      double dx = 2 * p1 * right * down + p2 * (r2 + 2 * right * right);
      double dy = p1 * (r2 + 2 * down * down) + 2 * p2 * right * down;
      right = (u - dx) / radial;
      down = (v - dy) / radial;
    }
    return new double[] {1, right, down};
  }
}
