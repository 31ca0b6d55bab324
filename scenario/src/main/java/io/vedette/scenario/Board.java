package io.vedette.scenario;

import io.vedette.detector.dataset.Truth;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One printed circuit board: its copper, and the defects in it.
 *
 * @param copper the mask, defects included
 * @param truths boxes in pixels of the mask
 */
record Board(Copper copper, List<Truth> truths) {
  private static final int LEAST_DEFECTS = 3;
  private static final int MOST_DEFECTS = 10;
  private static final int GUARD = 9;

  /**
   * Draws a board and damages it.
   *
   * @param keep where defects may be
   */
  static Board make(int width, int height, Rectangle keep, RandomGenerator random) {
    Copper copper = new Copper(width, height);
    layOut(copper, copper.area(), random.nextInt(3), random);
    marks(copper, random);
    Etching.roughen(copper, random);
    DefectPlacer damage = new DefectPlacer(copper, keep, random);
    int count = random.nextInt(LEAST_DEFECTS, MOST_DEFECTS + 1);
    List<Truth> truths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      damage.strike(random.nextInt(Defect.ALL.size())).ifPresent(truths::add);
    }
    return new Board(copper, List.copyOf(truths));
  }

  /** Splits the area a few times, then lets a layout fill each part. */
  private static void layOut(Copper copper, Rectangle area, int splits, RandomGenerator random) {
    if (splits == 0) {
      BoardLayout.ALL.get(random.nextInt(BoardLayout.ALL.size())).draw(copper, area, random);
      Slivers.trim(copper, area);
      return;
    }
    double share = random.nextDouble(0.3, 0.7);
    boolean upright = random.nextBoolean();
    int cut = (int) (share * (upright ? area.width : area.height));
    Rectangle first = new Rectangle(area);
    Rectangle second = new Rectangle(area);
    if (upright) {
      first.width = cut - GUARD;
      second.x += cut;
      second.width -= cut;
    } else {
      first.height = cut - GUARD;
      second.y += cut;
      second.height -= cut;
    }
    layOut(copper, first, splits - 1, random);
    layOut(copper, second, splits - 1, random);
  }

  /** Fiducial rings on free ground: no defects, though they look a little like some. */
  private static void marks(Copper copper, RandomGenerator random) {
    Graphics2D pen = copper.pen(copper.area());
    for (int i = 0; i < 6; i++) {
      int x = random.nextInt(copper.width);
      int y = random.nextInt(copper.height);
      int radius = random.nextInt(16, 30);
      if (copper.uniform(x, y, radius + 6, false)) {
        pen.setStroke(new BasicStroke((float) random.nextDouble(3, 6)));
        pen.draw(Pads.disc(x, y, radius));
        pen.fill(Pads.disc(x, y, radius * 0.4));
      }
    }
    pen.dispose();
  }
}
