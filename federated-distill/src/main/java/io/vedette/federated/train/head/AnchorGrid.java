package io.vedette.federated.train.head;

import java.util.Arrays;

/**
 * The points from which a head measures its boxes, one or more in every cell of every level: finest
 * level first, row-major within a level.
 *
 * @param centerX pixels of the network's input, one per anchor
 * @param centerY pixels of the network's input, one per anchor
 * @param stride pixels per cell, one per anchor
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of values, read in inner loops
public record AnchorGrid(float[] centerX, float[] centerY, float[] stride) {

  private static final float MIDDLE = 0.5f;

  /**
   * One anchor in the middle of every cell of an input of {@code width} x {@code height} pixels.
   */
  public static AnchorGrid of(int width, int height, int[] strides) {
    return of(width, height, strides, 1, MIDDLE);
  }

  /** Several anchors in the middle of every cell; a level has all its first ones first. */
  static AnchorGrid stacked(int width, int height, int[] strides, int perCell) {
    return of(width, height, strides, perCell, MIDDLE);
  }

  /** One anchor at the upper left corner of every cell. */
  static AnchorGrid corners(int width, int height, int[] strides) {
    return of(width, height, strides, 1, 0);
  }

  private static AnchorGrid of(int width, int height, int[] strides, int perCell, float within) {
    int size = Arrays.stream(strides).map(s -> perCell * cells(width, s) * cells(height, s)).sum();
    float[] centerX = new float[size];
    float[] centerY = new float[size];
    float[] stride = new float[size];
    int anchor = 0;
    for (int s : strides) {
      int columns = cells(width, s);
      int cells = columns * cells(height, s);
      for (int i = 0; i < perCell * cells; i++, anchor++) {
        int cell = i % cells;
        centerX[anchor] = (cell % columns + within) * s;
        centerY[anchor] = (cell / columns + within) * s;
        stride[anchor] = s;
      }
    }
    return new AnchorGrid(centerX, centerY, stride);
  }

  /** Cells along a side; the last may hang over the input's edge. */
  private static int cells(int side, int stride) {
    return (side + stride - 1) / stride;
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
