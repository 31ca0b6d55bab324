package io.vedette.scenario;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.random.RandomGenerator;

/** Pads: discs, rectangles, octagons; through-hole pads carry a drilled hole in the middle. */
final class Pads {
  private Pads() {}

  static void draw(Graphics2D pen, double x, double y, double radius, RandomGenerator random) {
    pen.setColor(Color.WHITE);
    pen.fill(shape(x, y, radius, random));
    if (radius > 9 && random.nextInt(3) == 0) {
      drill(pen, x, y, radius * random.nextDouble(0.3, 0.5));
    }
  }

  /** Etches a round hole; the pen lays copper again afterwards. */
  static void drill(Graphics2D pen, double x, double y, double radius) {
    pen.setColor(Color.BLACK);
    pen.fill(disc(x, y, radius));
    pen.setColor(Color.WHITE);
  }

  static Shape disc(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private static Shape shape(double x, double y, double r, RandomGenerator random) {
    double tall = r * random.nextDouble(0.7, 1.5);
    return switch (random.nextInt(5)) {
      case 0 -> new Rectangle2D.Double(x - r, y - tall, 2 * r, 2 * tall);
      case 1 -> new RoundRectangle2D.Double(x - r, y - tall, 2 * r, 2 * tall, r, r);
      case 2 -> octagon(x, y, r);
      default -> disc(x, y, r);
    };
  }

  private static Shape octagon(double x, double y, double radius) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < 8; i++) {
      double angle = Math.PI / 8 + Math.PI / 4 * i;
      double px = x + radius * Math.cos(angle) * 1.08;
      double py = y + radius * Math.sin(angle) * 1.08;
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    return path;
  }
}
