package io.vedette.federated.train.example;

import io.vedette.detector.Box;

/**
 * A map of the plane: {@code x' = a·x + b·y + c}, {@code y' = d·x + e·y + f}.
 *
 * <p>Here it carries points of a source picture to points of the canvas, in pixels with (0, 0) at
 * the outer corner of the first pixel.
 */
public record Affine(double a, double b, double c, double d, double e, double f) {

  static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  static Affine translation(double x, double y) {
    return new Affine(1, 0, x, 0, 1, y);
  }

  static Affine scaling(double x, double y) {
    return new Affine(x, 0, 0, 0, y, 0);
  }

  /** Quarter turns about the origin, clockwise on the screen; exact. */
  static Affine turn(int quarters) {
    return switch (Math.floorMod(quarters, 4)) {
      case 0 -> IDENTITY;
      case 1 -> new Affine(0, -1, 0, 1, 0, 0);
      case 2 -> new Affine(-1, 0, 0, 0, -1, 0);
      default -> new Affine(0, 1, 0, -1, 0, 0);
    };
  }

  /** This map, then the other. */
  Affine then(Affine n) {
    return new Affine(
        n.a * a + n.b * d,
        n.a * b + n.b * e,
        n.a * c + n.b * f + n.c,
        n.d * a + n.e * d,
        n.d * b + n.e * e,
        n.d * c + n.e * f + n.f);
  }

  /** a to f. */
  double[] numbers() {
    return new double[] {a, b, c, d, e, f};
  }

  Affine inverse() {
    double det = a * e - b * d;
    return new Affine(
        e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det);
  }

  double x(double x, double y) {
    return a * x + b * y + c;
  }

  double y(double x, double y) {
    return d * x + e * y + f;
  }

  /** The smallest upright box around the image of a box. */
  Box apply(Box box) {
    double x1 = Double.MAX_VALUE;
    double y1 = Double.MAX_VALUE;
    double x2 = -Double.MAX_VALUE;
    double y2 = -Double.MAX_VALUE;
    for (int corner = 0; corner < 4; corner++) {
      double px = (corner & 1) == 0 ? box.x1() : box.x2();
      double py = (corner & 2) == 0 ? box.y1() : box.y2();
      x1 = Math.min(x1, x(px, py));
      y1 = Math.min(y1, y(px, py));
      x2 = Math.max(x2, x(px, py));
      y2 = Math.max(y2, y(px, py));
    }
    return new Box((float) x1, (float) y1, (float) x2, (float) y2);
  }
}
