package io.vedette.scenario;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;

/**
 * What one defect does to the mask.
 *
 * @param shape where, in pixels of the board
 * @param metal true where copper is added, false where it is missing
 * @param spared share of the shape's pixels that stay as they were, 0 to 1
 */
record Mark(Shape shape, boolean metal, double spared) {

  /** A mark without gaps: what it severs is severed, what it joins is joined. */
  static Mark solid(Shape shape, boolean metal) {
    return new Mark(shape, metal, 0);
  }

  /** One mark in five looks sprayed on, as some of DeepPCB's do. */
  static Mark rough(Shape shape, boolean metal, RandomGenerator random) {
    double spared = random.nextInt(5) == 0 ? random.nextDouble(0.05, 0.3) : 0;
    return new Mark(shape, metal, spared);
  }

  /** A ragged line between two points: middle points wander to the sides, the ends stay. */
  static Shape scratch(
      double x1, double y1, double x2, double y2, double thickness, RandomGenerator random) {
    double length = Math.hypot(x2 - x1, y2 - y1);
    int pieces = (int) Math.max(2, Math.min(7, length / 5));
    double sway = random.nextInt(3) == 0 ? length * 0.16 : length * 0.05;
    double drift = random.nextDouble(-sway, sway + 1e-9);
    Path2D path = new Path2D.Double();
    path.moveTo(x1, y1);
    for (int i = 1; i < pieces; i++) {
      double t = i / (double) pieces;
      double side = drift * Math.sin(Math.PI * t) + random.nextDouble(-1.2, 1.2);
      path.lineTo(
          x1 + (x2 - x1) * t - (y2 - y1) / length * side,
          y1 + (y2 - y1) * t + (x2 - x1) / length * side);
    }
    path.lineTo(x2, y2);
    int cap = random.nextBoolean() ? BasicStroke.CAP_ROUND : BasicStroke.CAP_SQUARE;
    return new BasicStroke((float) thickness, cap, BasicStroke.JOIN_ROUND).createStrokedShape(path);
  }

  /** A speck within a radius: a blob, a short worm, or both grown together. */
  static Shape speck(double x, double y, double radius, RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> blob(x, y, radius, random);
      case 2, 3 -> worm(x, y, radius, random);
      default -> {
        Area both = new Area(worm(x, y, radius, random));
        both.add(new Area(blob(x, y, radius * 0.6, random)));
        yield both;
      }
    };
  }

  /** A lumpy ellipse, turned at random. */
  private static Shape blob(double x, double y, double radius, RandomGenerator random) {
    double flat = random.nextDouble(0.45, 1);
    Path2D path = new Path2D.Double();
    int corners = 10;
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double r = radius * random.nextDouble(0.75, 1);
      double px = r * Math.cos(angle);
      double py = r * flat * Math.sin(angle);
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(random.nextDouble(Math.PI));
    return place.createTransformedShape(path);
  }

  private static Shape worm(double x, double y, double radius, RandomGenerator random) {
    double thickness = Math.max(2.5, Math.min(7, radius * random.nextDouble(0.4, 0.9)));
    double reach = Math.max(1, radius - thickness / 2);
    double angle = random.nextDouble(2 * Math.PI);
    double bent = angle + Math.PI + random.nextDouble(-1.4, 1.4);
    Path2D path = new Path2D.Double();
    path.moveTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    path.lineTo(x + random.nextDouble(-1, 1), y + random.nextDouble(-1, 1));
    path.lineTo(x + reach * Math.cos(bent), y + reach * Math.sin(bent));
    return new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(path);
  }
}
