package io.vedette.federated.aggregate;

import java.util.Arrays;
import java.util.List;

/**
 * The squared L2 distances of all pairs of updates. Values are subtracted first and the squares
 * summed in double: {@code |x|² + |y|² - 2xy} would lose the small differences of large models. A
 * tile of all updates is read at a time, so memory does not grow with the model.
 */
final class PairwiseDistances {

  /** Sums are kept apart by lane, so that the processor adds many at once. */
  private static final int LANES = 256;

  /** Values of all updates in a tile: they stay in the processor's second memory. */
  private static final int TILE_VALUES = 1 << 17;

  private PairwiseDistances() {}

  /**
   * @param length of the vectors
   * @return symmetric, 0 on the diagonal
   */
  static double[][] squared(List<? extends ClientUpdate> updates, int length) {
    int count = updates.size();
    int step = 4 * LANES;
    int tile = Math.max(step, Math.min(2 * step, TILE_VALUES / count / step * step));
    double[][] squared = new double[count][count];
    double[][] values = new double[count][tile];
    float[] block = new float[tile];
    double[] lanes = new double[LANES];
    for (int from = 0; from < length; from += tile) {
      int size = Math.min(tile, length - from);
      for (int k = 0; k < count; k++) {
        updates.get(k).read(from, size, block);
        for (int i = 0; i < tile; i++) {
          values[k][i] = i < size ? block[i] : 0;
        }
      }
      for (int a = 0; a < count; a++) {
        for (int b = a + 1; b < count; b++) {
          squared[a][b] += squared(values[a], values[b], lanes);
        }
      }
    }
    for (int a = 0; a < count; a++) {
      for (int b = a + 1; b < count; b++) {
        squared[b][a] = squared[a][b];
      }
    }
    return squared;
  }

  private static double squared(double[] a, double[] b, double[] lanes) {
    Arrays.fill(lanes, 0);
    for (int from = 0; from < a.length; from += 4 * LANES) {
      add(a, b, from, lanes);
    }
    for (int half = LANES / 2; half >= 8; half /= 2) {
      fold(lanes, half);
    }
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += lanes[i];
    }
    return sum;
  }

  private static void add(double[] a, double[] b, int from, double[] lanes) {
    for (int i = 0; i < LANES; i++) {
      double w = a[from + i] - b[from + i];
      double x = a[from + LANES + i] - b[from + LANES + i];
      double y = a[from + 2 * LANES + i] - b[from + 2 * LANES + i];
      double z = a[from + 3 * LANES + i] - b[from + 3 * LANES + i];
      lanes[i] += (w * w + x * x) + (y * y + z * z);
    }
  }

  private static void fold(double[] lanes, int half) {
    for (int i = 0; i < half; i++) {
      lanes[i] += lanes[half + i];
    }
  }
}
