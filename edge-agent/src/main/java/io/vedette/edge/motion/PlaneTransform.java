package io.vedette.edge.motion;

import io.vedette.detector.Box;

/**
 * A projective map of a picture's plane: where a point of an earlier picture lies in a later one,
 * in pixels. The point {@code (x, y)} becomes {@code ((xx x + xy y + x0) / w, (yx x + yy y + y0) /
 * w)} with {@code w = px x + py y + 1}. A similarity has {@code xx = yy}, {@code xy = -yx} and no
 * {@code px, py}.
 *
 * @param x0 shift to the right, pixels
 * @param y0 shift downwards, pixels
 */
public record PlaneTransform(
    double xx, double xy, double x0, double yx, double yy, double y0, double px, double py) {

  public static final PlaneTransform IDENTITY = new PlaneTransform(1, 0, 0, 0, 1, 0, 0, 0);

  /** A point may not be nearer to the line that goes to infinity, as a share of the usual. */
  private static final double LEAST_W = 0.05;

  /** Lengths may grow or shrink by this factor at most between two pictures of one place. */
  private static final double MOST_ZOOM = 4;

  /** A linear map of steps around one point: the transform's derivative. */
  public record Linear(double xx, double xy, double yx, double yy) {

    /** How much areas grow; negative when it mirrors. */
    public double determinant() {
      return xx * yy - xy * yx;
    }

    /** How much lengths grow on average. */
    public double scale() {
      return Math.sqrt(Math.abs(determinant()));
    }
  }

  /** A shift in pixels. */
  public static PlaneTransform shift(double dx, double dy) {
    return new PlaneTransform(1, 0, dx, 0, 1, dy, 0, 0);
  }

  /**
   * Turned and scaled around a point, then shifted.
   *
   * @param scale above 0
   * @param radians clockwise as seen, since y points downwards
   */
  public static PlaneTransform similarity(
      double scale, double radians, double aroundX, double aroundY, double dx, double dy) {
    double a = scale * Math.cos(radians);
    double b = scale * Math.sin(radians);
    return new PlaneTransform(
        a,
        -b,
        aroundX - a * aroundX + b * aroundY + dx,
        b,
        a,
        aroundY - b * aroundX - a * aroundY + dy,
        0,
        0);
  }

  /** Where a point goes, to the right. */
  public double x(double x, double y) {
    return (xx * x + xy * y + x0) / w(x, y);
  }

  /** Where a point goes, downwards. */
  public double y(double x, double y) {
    return (yx * x + yy * y + y0) / w(x, y);
  }

  private double w(double x, double y) {
    return px * x + py * y + 1;
  }

  /** What it does to small steps at a point. */
  public Linear at(double x, double y) {
    double w = w(x, y);
    double u = x(x, y);
    double v = y(x, y);
    return new Linear((xx - u * px) / w, (xy - u * py) / w, (yx - v * px) / w, (yy - v * py) / w);
  }

  /**
   * Where a box goes: its centre goes with the plane, and it becomes as wide and high as the
   * ellipse inside it would. So a box that turns by a quarter exchanges its sides, and one that
   * turns back has the size that it had.
   */
  public Box apply(Box box) {
    if (isIdentity()) {
      return box;
    }
    double cx = box.centerX();
    double cy = box.centerY();
    Linear linear = at(cx, cy);
    double w = Math.hypot(linear.xx * box.width(), linear.xy * box.height()) / 2;
    double h = Math.hypot(linear.yx * box.width(), linear.yy * box.height()) / 2;
    double x = x(cx, cy);
    double y = y(cx, cy);
    return new Box((float) (x - w), (float) (y - h), (float) (x + w), (float) (y + h));
  }

  /** This one, then another. */
  public PlaneTransform then(PlaneTransform next) {
    if (isIdentity()) {
      return next;
    }
    if (next.isIdentity()) {
      return this;
    }
    return normalised(
        next.xx * xx + next.xy * yx + next.x0 * px,
        next.xx * xy + next.xy * yy + next.x0 * py,
        next.xx * x0 + next.xy * y0 + next.x0,
        next.yx * xx + next.yy * yx + next.y0 * px,
        next.yx * xy + next.yy * yy + next.y0 * py,
        next.yx * x0 + next.yy * y0 + next.y0,
        next.px * xx + next.py * yx + px,
        next.px * xy + next.py * yy + py,
        next.px * x0 + next.py * y0 + 1);
  }

  /**
   * From the later picture back to the earlier one.
   *
   * @throws ArithmeticException when it maps the plane to a line
   */
  public PlaneTransform inverse() {
    return normalised(
        yy - y0 * py,
        x0 * py - xy,
        xy * y0 - x0 * yy,
        y0 * px - yx,
        xx - x0 * px,
        x0 * yx - xx * y0,
        yx * py - yy * px,
        xy * px - xx * py,
        xx * yy - xy * yx);
  }

  /** The same in other units: pixels of a picture that is so many times as wide and high. */
  public PlaneTransform scaled(double byX, double byY) {
    return new PlaneTransform(
        xx, xy * byX / byY, x0 * byX, yx * byY / byX, yy, y0 * byY, px / byX, py / byY);
  }

  private static PlaneTransform normalised(
      double a, double b, double c, double d, double e, double f, double g, double h, double i) {
    if (!(Math.abs(i) > 1e-12)) {
      throw new ArithmeticException("a motion that maps the picture to a line");
    }
    return new PlaneTransform(a / i, b / i, c / i, d / i, e / i, f / i, g / i, h / i);
  }

  public boolean isIdentity() {
    return equals(IDENTITY);
  }

  /** The farthest that a corner of a picture is moved, pixels. */
  public double farthest(double width, double height) {
    double most = 0;
    for (int corner = 0; corner < 4; corner++) {
      double x = corner % 2 * width;
      double y = corner / 2 * height;
      most = Math.max(most, Math.hypot(x(x, y) - x, y(x, y) - y));
    }
    return most;
  }

  /**
   * Whether a camera can move like this between two pictures of one place: all numbers are finite,
   * nothing is mirrored, and nothing becomes more than four times as large or small.
   *
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   */
  public boolean isSound(double width, double height) {
    for (int corner = 0; corner < 4; corner++) {
      double x = corner % 2 * width;
      double y = corner / 2 * height;
      Linear linear = at(x, y);
      boolean grows = linear.determinant() > 0 && linear.scale() <= MOST_ZOOM;
      if (!(w(x, y) > LEAST_W && grows && linear.scale() >= 1 / MOST_ZOOM)
          || !Double.isFinite(x(x, y) + y(x, y))) {
        return false;
      }
    }
    return true;
  }

  /** Share of a picture whose points come from inside the same picture's area, 0 to 1. */
  public double overlap(int width, int height) {
    int steps = 16;
    int inside = 0;
    PlaneTransform back = inverse();
    for (int i = 0; i < steps * steps; i++) {
      double x = (i % steps + 0.5) * width / steps;
      double y = (i / steps + 0.5) * height / steps;
      double u = back.x(x, y);
      double v = back.y(x, y);
      inside += u >= 0 && v >= 0 && u <= width && v <= height ? 1 : 0;
    }
    return (double) inside / (steps * steps);
  }
}
