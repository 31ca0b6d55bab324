package io.vedette.scenario;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Large areas of copper: either islands on bare ground, or a plane with slots and clearances. */
final class PlaneLayout implements BoardLayout {

  @Override
  public void draw(Copper copper, Rectangle area, RandomGenerator random) {
    Graphics2D pen = copper.pen(area);
    if (random.nextInt(3) == 0) {
      plane(pen, area, random);
    } else {
      islands(pen, area, random);
    }
    pen.dispose();
  }

  private static void islands(Graphics2D pen, Rectangle area, RandomGenerator random) {
    List<Rectangle> placed = new ArrayList<>();
    int side = Math.max(60, Math.min(area.width, area.height) / 2);
    for (int i = 0; i < 24; i++) {
      int w = random.nextInt(40, side);
      int h = random.nextInt(3) == 0 ? w : random.nextInt(40, side);
      int x = area.x + random.nextInt(area.width) - w / 2;
      int y = area.y + random.nextInt(area.height) - h / 2;
      Rectangle guarded = new Rectangle(x - 9, y - 9, w + 18, h + 18);
      if (placed.stream().anyMatch(guarded::intersects)) {
        continue;
      }
      if (!placed.isEmpty() && random.nextInt(3) == 0) {
        Rectangle other = placed.get(placed.size() - 1);
        pen.setStroke(new BasicStroke((float) random.nextDouble(8, 18)));
        pen.draw(
            new Line2D.Double(x + w / 2.0, y + h / 2.0, other.getCenterX(), other.getCenterY()));
      }
      placed.add(guarded);
      if (w == h) {
        pen.fill(Pads.disc(x + w / 2.0, y + h / 2.0, w / 2.0));
      } else {
        double corner = random.nextBoolean() ? 0 : random.nextDouble(6, 50);
        pen.fill(new RoundRectangle2D.Double(x, y, w, h, corner, corner));
      }
      if (Math.min(w, h) > 70 && random.nextInt(3) == 0) {
        double hole = Math.min(w, h) * random.nextDouble(0.12, 0.3);
        Pads.drill(pen, x + w / 2.0, y + h / 2.0, hole);
      }
    }
  }

  private static void plane(Graphics2D pen, Rectangle area, RandomGenerator random) {
    pen.fill(area);
    pen.setColor(Color.BLACK);
    int slots = random.nextInt(1, 5);
    for (int i = 0; i < slots; i++) {
      pen.setStroke(new BasicStroke((float) random.nextDouble(7, 22)));
      double x = area.x + random.nextDouble() * area.width;
      double y = area.y + random.nextDouble() * area.height;
      double angle = Math.PI / 4 * random.nextInt(8);
      double reach = random.nextDouble(80, 700);
      pen.draw(new Line2D.Double(x, y, x + Math.cos(angle) * reach, y + Math.sin(angle) * reach));
    }
    int vias = random.nextInt(3, 14);
    for (int i = 0; i < vias; i++) {
      double x = area.x + random.nextDouble() * area.width;
      double y = area.y + random.nextDouble() * area.height;
      double radius = random.nextDouble(14, 46);
      Pads.drill(pen, x, y, radius);
      if (radius > 24 && random.nextInt(4) != 0) {
        Pads.draw(pen, x, y, radius * random.nextDouble(0.4, 0.66), random);
      }
    }
  }
}
