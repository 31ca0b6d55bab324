package io.vedette.edge.pipeline;

import static io.vedette.edge.view.GreyGrid.CELLS;

import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.edge.view.GreyGrid;
import io.vedette.edge.view.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares each picture with the last one that a student answered, cell by cell of a {@link
 * GreyGrid}. Cells in a mask never move. Used by one thread.
 */
final class MotionGate {

  private final boolean[] masked = new boolean[CELLS * CELLS];
  private boolean[] moving = new boolean[CELLS * CELLS];
  private @Nullable GreyGrid answered;
  private @Nullable GreyGrid newest;

  MotionGate(View view) {
    look(view);
  }

  /** Other cells are masked from now on. */
  void look(View view) {
    for (int i = 0; i < masked.length; i++) {
      masked[i] = view.isMasked((i % CELLS + 0.5) / CELLS, (i / CELLS + 0.5) / CELLS);
    }
  }

  /** Takes in a picture; the share of cells that moved, 0 to 1; nearly 1 for the first picture. */
  float motion(Picture picture) {
    GreyGrid grid = GreyGrid.of(picture);
    newest = grid;
    moving = grid.movedSince(answered == null ? GreyGrid.NONE : answered);
    int moved = 0;
    for (int i = 0; i < moving.length; i++) {
      moving[i] &= !masked[i];
      moved += moving[i] ? 1 : 0;
    }
    return (float) moved / moving.length;
  }

  /**
   * The student has answered the newest picture. Later ones are compared with it, so that slow
   * motion adds up until it counts.
   */
  void markAnswered() {
    answered = newest;
  }

  /**
   * Share of the newest picture's cells that moved and lie in no detection; 0 if most of it moved.
   */
  float unseenMotion(List<Detection> detections) {
    return newest == null ? 0 : newest.unseen(moving, detections);
  }
}
