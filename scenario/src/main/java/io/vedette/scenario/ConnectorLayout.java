package io.vedette.scenario;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.random.RandomGenerator;

/** Rows of contact fingers, drilled or not, each of which runs out into a thinner trace. */
final class ConnectorLayout implements BoardLayout {

  @Override
  public void draw(Copper copper, Rectangle area, RandomGenerator random) {
    Graphics2D pen = copper.pen(area);
    pen.translate(area.getCenterX(), area.getCenterY());
    pen.rotate(Math.PI / 2 * random.nextInt(4));
    double reach = Math.max(area.width, area.height) / 2.0;
    double pitch = random.nextDouble(30, 84);
    double finger = pitch * random.nextDouble(0.4, 0.68);
    double trace = Math.min(finger, random.nextDouble(7, 16));
    double from = random.nextDouble(-reach, -reach / 2);
    double to = random.nextDouble(from + 90, from + 260);
    double corner = random.nextBoolean() ? finger : random.nextDouble(0, 12);
    boolean drilled = random.nextBoolean();
    double bend = random.nextDouble(to + 10, to + 80);
    double rise = random.nextDouble(-pitch * 2, pitch * 2);
    pen.setStroke(new BasicStroke((float) trace, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4));
    for (double v = -reach - 2 * pitch; v < reach + 2 * pitch; v += pitch) {
      if (random.nextInt(10) == 0) {
        continue;
      }
      pen.fill(
          new RoundRectangle2D.Double(from, v - finger / 2, to - from, finger, corner, corner));
      if (random.nextInt(5) != 0) {
        Path2D path = new Path2D.Double();
        double shifted = Math.max(to + 2, bend - Math.signum(rise) * v * Math.tan(Math.PI / 8));
        path.moveTo(to - 4, v);
        path.lineTo(shifted, v);
        path.lineTo(shifted + Math.abs(rise), v + rise);
        path.lineTo(2 * reach + 100, v + rise);
        pen.draw(path);
      }
      if (drilled && finger > 18) {
        Pads.drill(pen, (from + to) / 2, v, finger * 0.26);
      }
    }
    pen.dispose();
  }
}
