package io.vedette.scenario;

import java.awt.Rectangle;

/**
 * Hairlines of copper that are left where the end of a board's part cuts along a trace: no etcher
 * could make them, and they look like defects.
 */
final class Slivers {
  private static final int THINNEST = 6;

  private Slivers() {}

  /** Etches copper away that reaches less than six pixels inwards from a side of the area. */
  static void trim(Copper copper, Rectangle area) {
    int right = area.x + area.width - 1;
    int bottom = area.y + area.height - 1;
    for (int y = area.y; y <= bottom; y++) {
      trim(copper, area.x, y, 1, 0);
      trim(copper, right, y, -1, 0);
    }
    for (int x = area.x; x <= right; x++) {
      trim(copper, x, area.y, 0, 1);
      trim(copper, x, bottom, 0, -1);
    }
  }

  private static void trim(Copper copper, int x, int y, int dx, int dy) {
    int run = copper.run(x, y, dx, dy, true, THINNEST);
    for (int step = 0; step < run; step++) {
      copper.set(x + dx * step, y + dy * step, false);
    }
  }
}
