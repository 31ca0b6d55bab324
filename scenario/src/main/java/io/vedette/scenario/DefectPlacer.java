package io.vedette.scenario;

import io.vedette.detector.Box;
import io.vedette.detector.dataset.Truth;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Strikes defects into a board, one beside the other. The box of a defect is exact: the bounds of
 * the pixels that it changed, plus DeepPCB's margin of about ten pixels.
 */
final class DefectPlacer {
  private static final int ATTEMPTS = 160;
  private static final int LEAST_PIXELS = 14;
  private static final int LONGEST_SIDE = 90;

  private final Copper copper;
  private final Rectangle keep;
  private final RandomGenerator random;
  private final List<Rectangle> struck = new ArrayList<>();

  DefectPlacer(Copper copper, Rectangle keep, RandomGenerator random) {
    this.copper = copper;
    this.keep = keep;
    this.random = random;
  }

  /** Tries to place one defect of a class; empty if the board has no room for it. */
  Optional<Truth> strike(int classId) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Mark mark = Defect.ALL.get(classId).propose(copper, random);
      if (mark == null) {
        continue;
      }
      int margin = random.nextInt(10, 13);
      Rectangle reach = mark.shape().getBounds();
      reach.grow(margin, margin);
      if (Math.max(reach.width, reach.height) > LONGEST_SIDE
          || !keep.contains(reach)
          || struck.stream().anyMatch(reach::intersects)) {
        continue;
      }
      Rectangle changed = apply(mark, reach);
      if (changed != null) {
        struck.add(reach);
        Box box =
            new Box(
                Math.max(changed.x - margin, 0),
                Math.max(changed.y - margin, 0),
                Math.min(changed.x + changed.width + margin, copper.width),
                Math.min(changed.y + changed.height + margin, copper.height));
        return Optional.of(Truth.of(box, classId));
      }
    }
    return Optional.empty();
  }

  /**
   * Changes the mask; the bounds of what changed, or null (and no change) where it is too little.
   */
  private @Nullable Rectangle apply(Mark mark, Rectangle reach) {
    byte[] before = new byte[reach.width * reach.height];
    copy(reach, before, true);
    Graphics2D pen = copper.pen(reach);
    pen.setColor(mark.metal() ? Color.WHITE : Color.BLACK);
    pen.fill(mark.shape());
    pen.dispose();
    Rectangle changed = new Rectangle(0, 0, -1, -1);
    int pixels = 0;
    for (int y = reach.y; y < reach.y + reach.height; y++) {
      for (int x = reach.x; x < reach.x + reach.width; x++) {
        boolean was = before[(y - reach.y) * reach.width + x - reach.x] != 0;
        if (was == copper.at(x, y)) {
          continue;
        }
        if (mark.spared() > 0 && random.nextDouble() < mark.spared()) {
          copper.set(x, y, was);
          continue;
        }
        changed.add(new Rectangle(x, y, 1, 1));
        pixels++;
      }
    }
    if (pixels < LEAST_PIXELS) {
      copy(reach, before, false);
      return null;
    }
    return changed;
  }

  private void copy(Rectangle part, byte[] kept, boolean save) {
    byte[] cells = copper.cells();
    for (int y = 0; y < part.height; y++) {
      int at = (part.y + y) * copper.width + part.x;
      byte[] from = save ? cells : kept;
      byte[] to = save ? kept : cells;
      System.arraycopy(
          from, save ? at : y * part.width, to, save ? y * part.width : at, part.width);
    }
  }
}
