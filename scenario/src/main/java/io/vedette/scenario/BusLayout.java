package io.vedette.scenario;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;

/** Parallel traces that bend together by 45 degrees; some are interrupted by a pair of pads. */
final class BusLayout implements BoardLayout {

  @Override
  public void draw(Copper copper, Rectangle area, RandomGenerator random) {
    Graphics2D pen = copper.pen(area);
    pen.translate(area.getCenterX(), area.getCenterY());
    pen.rotate(Math.PI / 4 * (random.nextInt(4) == 0 ? random.nextInt(4) : 2 * random.nextInt(2)));
    double reach = Math.hypot(area.width, area.height) / 2 + 40;
    double trace = random.nextDouble(7, random.nextBoolean() ? 16 : 36);
    double gap = random.nextDouble(8, random.nextBoolean() ? 18 : 40);
    double[] bends = {random.nextDouble(-reach, 0), random.nextDouble(0, reach)};
    double[] rises = {random.nextDouble(-70, 70), random.nextDouble(-70, 70)};
    double v = -reach - 80;
    while (v < reach + 80) {
      double wide = random.nextInt(6) == 0 ? trace * random.nextDouble(1.2, 2.5) : trace;
      pen.setStroke(new BasicStroke((float) wide, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4));
      v += wide / 2;
      if (random.nextInt(12) != 0) {
        trace(pen, v, reach, bends, rises, wide, gap, random);
      }
      v += wide / 2 + gap * (random.nextInt(7) == 0 ? random.nextDouble(1.2, 3) : 1);
    }
    pen.dispose();
  }

  /**
   * One trace at distance v from the middle; the corner of a bend moves along so gaps stay even.
   */
  private static void trace(
      Graphics2D pen,
      double v,
      double reach,
      double[] bends,
      double[] rises,
      double wide,
      double gap,
      RandomGenerator random) {
    Path2D path = new Path2D.Double();
    path.moveTo(-reach, v);
    double across = v;
    double along = -reach;
    for (int i = 0; i < bends.length; i++) {
      double shear = -Math.signum(rises[i]) * v * Math.tan(Math.PI / 8);
      double corner = Math.max(along + 1, bends[i] + shear);
      path.lineTo(corner, across);
      across += rises[i];
      along = corner + Math.abs(rises[i]);
      path.lineTo(along, across);
    }
    path.lineTo(Math.max(reach, along + 1), across);
    pen.draw(path);
    if (random.nextInt(5) == 0) {
      double u = random.nextDouble(-reach, Math.min(bends[0], 0));
      double radius = wide / 2 + Math.min(gap * 0.45, 14);
      pen.fill(new Ellipse2D.Double(u - radius, v - radius, 2 * radius, 2 * radius));
    }
  }
}
