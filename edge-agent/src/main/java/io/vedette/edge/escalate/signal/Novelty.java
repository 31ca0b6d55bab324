package io.vedette.edge.escalate.signal;

import io.vedette.edge.view.GreyGrid;

/**
 * How unlike a camera's other frames a frame is: the distance of its grey grid, in coarse cells,
 * from their running mean, in running standard deviations. Bounded memory: two numbers a cell.
 */
public final class Novelty {

  private static final int COARSE = 6;
  private static final int SIDE = GreyGrid.CELLS / COARSE;

  /** How much of the past is forgotten with each frame. */
  private static final float FORGETTING = 0.01f;

  /** Greys differ by so much without meaning anything. */
  private static final float NOISE = 4;

  private final float[] mean = new float[COARSE * COARSE];
  private final float[] variance = new float[COARSE * COARSE];
  private long frames;

  /** Takes in a frame; 0 (as ever) to 1 (never seen); 0 for the first. */
  public float of(GreyGrid grid) {
    float rate = Math.max(FORGETTING, 1f / ++frames);
    float sum = 0;
    for (int i = 0; i < mean.length; i++) {
      float off = coarse(grid, i) - mean[i];
      sum += off * off / (variance[i] + NOISE * NOISE);
      mean[i] += rate * off;
      variance[i] += rate * (off * off * (1 - rate) - variance[i]);
    }
    float square = frames == 1 ? 0 : sum / mean.length;
    return square / (square + 1);
  }

  private static float coarse(GreyGrid grid, int cell) {
    float sum = 0;
    int left = cell % COARSE * SIDE;
    int top = cell / COARSE * SIDE;
    for (int y = top; y < top + SIDE; y++) {
      for (int x = left; x < left + SIDE; x++) {
        sum += grid.cells()[y * GreyGrid.CELLS + x];
      }
    }
    return sum / (SIDE * SIDE);
  }
}
