package io.vedette.edge.escalate.signal;

import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.view.GreyGrid;

/**
 * How unlike a camera's other frames a frame is: the distance of its grey grid, in coarse cells,
 * from their running mean, in running standard deviations. Bounded memory: three numbers a cell.
 *
 * <p>Where the camera moves, a cell stays on its place: what is known of places goes with the
 * picture, by whole cells of the grid. A place that comes into view for the first time is not new,
 * since nothing is known of it.
 */
public final class Novelty {

  private static final int COARSE = 6;
  private static final int SIDE = GreyGrid.CELLS / COARSE;

  /** How much of the past is forgotten with each frame. */
  private static final float FORGETTING = 0.01f;

  /** Greys differ by so much without meaning anything. */
  private static final float NOISE = 4;

  private float[] mean = new float[COARSE * COARSE];
  private float[] variance = new float[COARSE * COARSE];
  private long[] frames = new long[COARSE * COARSE];

  /** How far the picture has moved since cells were last exchanged, fine cells. */
  private double offX;

  private double offY;

  /**
   * The camera moved before the next frame.
   *
   * @param motion since the frame before, pixels
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   */
  public void move(GlobalMotion motion, int width, int height) {
    if (motion.isUnknown()) {
      exchange(COARSE, COARSE);
      return;
    }
    if (!motion.hasMoved()) {
      return;
    }
    double x = width / 2.0;
    double y = height / 2.0;
    offX += (motion.transform().x(x, y) - x) * GreyGrid.CELLS / width;
    offY += (motion.transform().y(x, y) - y) * GreyGrid.CELLS / height;
    int right = bounded((int) Math.rint(offX / SIDE));
    int down = bounded((int) Math.rint(offY / SIDE));
    if (right != 0 || down != 0) {
      exchange(right, down);
      offX -= right * SIDE;
      offY -= down * SIDE;
    }
  }

  private static int bounded(int cells) {
    return Math.max(-COARSE, Math.min(COARSE, cells));
  }

  private void exchange(int right, int down) {
    float[] means = new float[mean.length];
    float[] variances = new float[mean.length];
    long[] counts = new long[mean.length];
    for (int i = 0; i < mean.length; i++) {
      int x = i % COARSE - right;
      int y = i / COARSE - down;
      if (x >= 0 && y >= 0 && x < COARSE && y < COARSE) {
        means[i] = mean[y * COARSE + x];
        variances[i] = variance[y * COARSE + x];
        counts[i] = frames[y * COARSE + x];
      }
    }
    mean = means;
    variance = variances;
    frames = counts;
    if (Math.abs(right) == COARSE || Math.abs(down) == COARSE) {
      offX = 0;
      offY = 0;
    }
  }

  /** Takes in a frame; 0 (as ever) to 1 (never seen); 0 for the first. */
  public float of(GreyGrid grid) {
    float sum = 0;
    int known = 0;
    for (int i = 0; i < mean.length; i++) {
      float grey = coarse(grid, i);
      if (Float.isNaN(grey)) {
        continue;
      }
      float rate = Math.max(FORGETTING, 1f / ++frames[i]);
      float off = grey - mean[i];
      if (frames[i] > 1) {
        sum += off * off / (variance[i] + NOISE * NOISE);
        known++;
      }
      mean[i] += rate * off;
      variance[i] += rate * (off * off * (1 - rate) - variance[i]);
    }
    float square = known == 0 ? 0 : sum / known;
    return square / (square + 1);
  }

  /** The mean grey of a cell's place; NaN where it is not wholly in view. */
  private float coarse(GreyGrid grid, int cell) {
    float sum = 0;
    int left = cell % COARSE * SIDE + (int) Math.rint(offX);
    int top = cell / COARSE * SIDE + (int) Math.rint(offY);
    if (left < 0 || top < 0 || left + SIDE > GreyGrid.CELLS || top + SIDE > GreyGrid.CELLS) {
      return Float.NaN;
    }
    for (int y = top; y < top + SIDE; y++) {
      for (int x = left; x < left + SIDE; x++) {
        sum += grid.cells()[y * GreyGrid.CELLS + x];
      }
    }
    return sum / (SIDE * SIDE);
  }
}
