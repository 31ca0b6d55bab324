package io.vedette.edge.pipeline;

import static io.vedette.edge.view.GreyGrid.CELLS;

import io.vedette.detector.Detection;
import io.vedette.detector.FrameImage;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.motion.GreyPicture;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.view.GreyGrid;
import io.vedette.edge.view.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares each picture with the last one that a student answered, cell by cell of a {@link
 * GreyGrid}. Cells in a mask never move. Where the camera has moved since, the earlier picture is
 * moved first: what is left are things that move by themselves. Used by one thread.
 */
final class MotionGate {

  private final boolean[] masked = new boolean[CELLS * CELLS];
  private boolean[] moving = new boolean[CELLS * CELLS];
  private @Nullable GreyGrid answered;
  private @Nullable GreyGrid newest;
  private @Nullable GreyPicture answeredGrey;
  private @Nullable GreyPicture newestGrey;

  /** From the last answered picture to the newest; null: nobody knows. */
  private @Nullable PlaneTransform since = PlaneTransform.IDENTITY;

  MotionGate(View view) {
    look(view);
  }

  /** Other cells are masked from now on. */
  void look(View view) {
    for (int i = 0; i < masked.length; i++) {
      masked[i] = view.isMasked((i % CELLS + 0.5) / CELLS, (i / CELLS + 0.5) / CELLS);
    }
  }

  /** Takes in a picture of a camera that stands still. */
  float motion(FrameImage image) {
    return motion(image, GlobalMotion.STILL, null);
  }

  /**
   * Takes in a picture; the share of cells that moved, 0 to 1; nearly 1 for the first picture.
   * Cells that came into view have moved.
   *
   * @param camera its motion since the picture before
   * @param grey the picture, or an earlier one of the same place, small; null: none is kept
   */
  float motion(FrameImage image, GlobalMotion camera, @Nullable GreyPicture grey) {
    GreyGrid grid = GreyGrid.of(image);
    newest = grid;
    newestGrey = grey;
    add(camera);
    PlaneTransform moved = since;
    GreyPicture earlier = answeredGrey;
    if (moved != null && !moved.isIdentity() && earlier != null && grey != null) {
      GreyGrid before = GreyGrid.of(earlier, moved);
      moving = GreyGrid.of(grey).movedSince(before);
      return share(before);
    }
    moving = grid.movedSince(answered == null || moved == null ? GreyGrid.NONE : answered);
    return share(grid);
  }

  private void add(GlobalMotion camera) {
    PlaneTransform before = since;
    if (camera.isUnknown() || before == null) {
      since = null;
    } else if (camera.hasMoved()) {
      PlaneTransform composed = before.then(camera.transform());
      boolean sound = newest != null && composed.isSound(newest.width(), newest.height());
      since = sound ? composed : null;
    }
  }

  private float share(GreyGrid known) {
    int moved = 0;
    for (int i = 0; i < moving.length; i++) {
      moving[i] &= !masked[i];
      moved += moving[i] || !masked[i] && !known.isKnown(i) ? 1 : 0;
    }
    return (float) moved / moving.length;
  }

  /**
   * The student has answered the newest picture. Later ones are compared with it, so that slow
   * motion adds up until it counts.
   */
  void markAnswered() {
    answered = newest;
    answeredGrey = newestGrey;
    since = PlaneTransform.IDENTITY;
  }

  /** Where a place of the last answered picture is now; the identity where nobody knows. */
  PlaneTransform sinceAnswered() {
    return since == null ? PlaneTransform.IDENTITY : since;
  }

  /**
   * Share of the newest picture's cells that moved and lie in no detection; 0 if most of it moved.
   */
  float unseenMotion(List<Detection> detections) {
    return newest == null ? 0 : newest.unseen(moving, detections);
  }
}
