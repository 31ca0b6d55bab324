package io.vedette.federated.aggregate;

import java.util.List;

/**
 * The squared L2 distances of all pairs of updates. Values are subtracted first and the squares
 * summed in double: {@code |x|² + |y|² - 2xy} would lose the small differences of large models. A
 * tile of all updates is read at a time, so memory does not grow with the model.
 */
final class PairwiseDistances {

  /** Sums are kept apart by lane, so that the processor adds many at once. */
  private static final int LANES = 256;

  private static final int TILE_VALUES = 1 << 19;

  private PairwiseDistances() {}

  /**
   * @param length of the vectors
   * @return symmetric, 0 on the diagonal
   */
  static double[][] squared(List<? extends ClientUpdate> updates, int length) {
    int count = updates.size();
    int tile = Math.max(LANES, Math.min(16 * LANES, TILE_VALUES / count / LANES * LANES));
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
    java.util.Arrays.fill(lanes, 0);
    for (int from = 0; from < a.length; from += LANES) {
      for (int i = 0; i < LANES; i++) {
        double difference = a[from + i] - b[from + i];
        lanes[i] += difference * difference;
      }
    }
    double sum = 0;
    for (double lane : lanes) {
      sum += lane;
    }
    return sum;
  }
}
