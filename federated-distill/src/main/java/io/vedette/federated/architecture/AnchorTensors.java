package io.vedette.federated.architecture;

import java.util.Arrays;

/**
 * The constants from which boxes are decoded, finest level first, row-major within a level.
 *
 * @param centers all x in cells, then all y: {@code [2, anchors]}
 * @param strides pixels per cell: {@code [anchors]}
 */
@SuppressWarnings("ArrayRecordComponent") // initializers, never compared
record AnchorTensors(float[] centers, float[] strides) {

  static AnchorTensors of(int inputSize, int[] levels) {
    int size = Arrays.stream(levels).map(s -> (inputSize / s) * (inputSize / s)).sum();
    float[] centers = new float[2 * size];
    float[] strides = new float[size];
    int anchor = 0;
    for (int stride : levels) {
      int side = inputSize / stride;
      for (int cell = 0; cell < side * side; cell++) {
        centers[anchor] = cell % side + 0.5f;
        centers[size + anchor] = cell / side + 0.5f;
        strides[anchor] = stride;
        anchor++;
      }
    }
    return new AnchorTensors(centers, strides);
  }

  int size() {
    return strides.length;
  }
}
