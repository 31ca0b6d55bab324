package io.vedette.edge.pipeline;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.edge.view.View;
import java.util.List;

/**
 * Tells where a picture differs from the one last looked at: mean grey of a {@value #CELLS} x
 * {@value #CELLS} grid, every fourth pixel of every fourth row. Cells in a mask never move. Used by
 * one thread.
 */
final class MotionGate {

  private static final int CELLS = 24;
  private static final int STEP = 4;

  /** A cell whose mean grey changes by more, of 255, moves; sensor noise stays below. */
  private static final float MOVES = 6;

  /** More than this share in motion is the camera or the light, not an object. */
  private static final float WHOLE_PICTURE = 0.5f;

  private final boolean[] masked = new boolean[CELLS * CELLS];
  private final boolean[] moving = new boolean[CELLS * CELLS];
  private float[] looked = new float[0];
  private float[] now = new float[0];
  private int width;
  private int height;

  MotionGate(View view) {
    for (int i = 0; i < masked.length; i++) {
      masked[i] = view.isMasked((i % CELLS + 0.5) / CELLS, (i / CELLS + 0.5) / CELLS);
    }
  }

  /** Takes in a picture; the share of cells that moved, 0 to 1; nearly 1 for the first picture. */
  float motion(Picture picture) {
    now = cells(picture);
    int moved = 0;
    boolean comparable =
        looked.length > 0 && picture.width() == width && picture.height() == height;
    for (int i = 0; i < now.length; i++) {
      moving[i] = !masked[i] && (!comparable || Math.abs(now[i] - looked[i]) > MOVES);
      moved += moving[i] ? 1 : 0;
    }
    width = picture.width();
    height = picture.height();
    return (float) moved / now.length;
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
    int unseen = 0;
    int moved = 0;
    for (int i = 0; i < moving.length; i++) {
      if (moving[i]) {
        moved++;
        float x = (i % CELLS + 0.5f) * width / CELLS;
        float y = (i / CELLS + 0.5f) * height / CELLS;
        unseen += detections.stream().anyMatch(d -> holds(d.box(), x, y)) ? 0 : 1;
      }
    }
    return moved > WHOLE_PICTURE * moving.length ? 0 : (float) unseen / moving.length;
  }

  private static boolean holds(Box box, float x, float y) {
    return x >= box.x1() && x <= box.x2() && y >= box.y1() && y <= box.y2();
  }

  private static float[] cells(Picture picture) {
    float[] sum = new float[CELLS * CELLS];
    int[] count = new int[CELLS * CELLS];
    byte[] bgr = picture.bgr();
    for (int y = 0; y < picture.height(); y += STEP) {
      int row = y * CELLS / picture.height() * CELLS;
      for (int x = 0; x < picture.width(); x += STEP) {
        int cell = row + x * CELLS / picture.width();
        int at = (y * picture.width() + x) * 3;
        sum[cell] += ((bgr[at] & 255) + (bgr[at + 1] & 255) + (bgr[at + 2] & 255)) / 3f;
        count[cell]++;
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= Math.max(1, count[i]);
    }
    return sum;
  }
}
