package io.vedette.federated.train.head;

import java.util.Arrays;

/**
 * The points from which an anchor-free head measures its boxes: the cell centres of every level,
 * finest level first, row-major within a level.
 *
 * @param centerX pixels of the network's input, one per anchor
 * @param centerY pixels of the network's input, one per anchor
 * @param stride pixels per cell, one per anchor
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of values, read in inner loops
public record AnchorGrid(float[] centerX, float[] centerY, float[] stride) {

  /** The grid of an input of {@code width} x {@code height} pixels. */
  public static AnchorGrid of(int width, int height, int[] strides) {
    int size = Arrays.stream(strides).map(s -> (width / s) * (height / s)).sum();
    float[] centerX = new float[size];
    float[] centerY = new float[size];
    float[] stride = new float[size];
    int anchor = 0;
    for (int s : strides) {
      for (int row = 0; row < height / s; row++) {
        for (int column = 0; column < width / s; column++) {
          centerX[anchor] = (column + 0.5f) * s;
          centerY[anchor] = (row + 0.5f) * s;
          stride[anchor] = s;
          anchor++;
        }
      }
    }
    return new AnchorGrid(centerX, centerY, stride);
  }

  /** Number of anchors over all levels. */
  public int size() {
    return stride.length;
  }

  /** Pixels per cell of the finest level. */
  public float finestStride() {
    return stride[0];
  }
}
