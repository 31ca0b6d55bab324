package io.vedette.edge.pipeline;

import static io.vedette.edge.view.GreyGrid.CELLS;

import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.edge.view.GreyGrid;
import io.vedette.edge.view.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a picture differs from the one last looked at, cell by cell of a {@link GreyGrid}.
 * Cells in a mask never move. Used by one thread.
 */
final class MotionGate {

  private final boolean[] masked = new boolean[CELLS * CELLS];
  private boolean[] moving = new boolean[CELLS * CELLS];
  private @Nullable GreyGrid looked;
  private @Nullable GreyGrid now;

  MotionGate(View view) {
    for (int i = 0; i < masked.length; i++) {
      masked[i] = view.isMasked((i % CELLS + 0.5) / CELLS, (i / CELLS + 0.5) / CELLS);
    }
  }

  /** Takes in a picture; the share of cells that moved, 0 to 1; nearly 1 for the first picture. */
  float motion(Picture picture) {
    GreyGrid grid = GreyGrid.of(picture);
    now = grid;
    moving = grid.movedSince(looked == null ? GreyGrid.NONE : looked);
    int moved = 0;
    for (int i = 0; i < moving.length; i++) {
      moving[i] &= !masked[i];
      moved += moving[i] ? 1 : 0;
    }
    return (float) moved / moving.length;
  }

  /**
   * The last picture is looked at: from now on others are compared with it, so that what creeps is
   * seen to have moved in the end.
   */
  void looked() {
    looked = now;
  }

  /** Share of the last picture's cells that moved and lie in no detection; 0 if all of it moved. */
  float outside(List<Detection> detections) {
    return now == null ? 0 : now.unseen(moving, detections);
  }
}
