package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.util.ArrayList;
import java.util.List;

/** Points around an object, in pixels; y points down, so that turns are clockwise. */
final class Corners {

  private record Point(double x, double y) {}

  private final List<Point> points = new ArrayList<>();

  static Corners ofBox(double x1, double y1, double x2, double y2) {
    Corners corners = new Corners();
    corners.add(x1, y1);
    corners.add(x2, y1);
    corners.add(x2, y2);
    corners.add(x1, y2);
    return corners;
  }

  /** The sides of the box around an ellipse, turned about its middle. */
  static Corners ofEllipse(double x, double y, double radiusX, double radiusY, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double halfWidth = Math.hypot(radiusX * cos, radiusY * sin);
    double halfHeight = Math.hypot(radiusX * sin, radiusY * cos);
    return ofBox(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
  }

  void add(double x, double y) {
    points.add(new Point(x, y));
  }

  /** The same, turned about a point. */
  Corners turned(double degrees, double aboutX, double aboutY) {
    if (degrees == 0) {
      return this;
    }
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    Corners turned = new Corners();
    for (Point point : points) {
      double x = point.x - aboutX;
      double y = point.y - aboutY;
      turned.add(aboutX + x * cos - y * sin, aboutY + x * sin + y * cos);
    }
    return turned;
  }

  /**
   * The upright box around them.
   *
   * @param where file and line, for what is wrong
   */
  Box box(String where) throws DetectorException {
    if (points.size() < 3) {
      throw new BadEntryException(
          Problem.Kind.BAD_ENTRY, where + ": an outline needs three corners at least");
    }
    double x1 = points.stream().mapToDouble(Point::x).min().orElseThrow();
    double y1 = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double x2 = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double y2 = points.stream().mapToDouble(Point::y).max().orElseThrow();
    return BoundedReader.box((float) x1, (float) y1, (float) x2, (float) y2, where);
  }
}
