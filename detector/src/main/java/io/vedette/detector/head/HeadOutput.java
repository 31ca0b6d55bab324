package io.vedette.detector.head;

import java.util.Arrays;

/**
 * One output tensor of the graph for one picture of the batch.
 *
 * @param name the output's name in the graph
 * @param shape dimensions without the batch
 * @param data values of the whole batch, row-major
 * @param offset where this picture's values begin
 */
public record HeadOutput(String name, int[] shape, float[] data, int offset) {

  public int rank() {
    return shape.length;
  }

  public int size(int axis) {
    return shape[axis];
  }

  /** Number of this picture's values. */
  public int count() {
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    return count;
  }

  public float get(int i) {
    return data[offset + i];
  }

  /** The value at a row and column of a {@code [rows, columns]} output. */
  public float get(int row, int column) {
    return data[offset + row * shape[1] + column];
  }

  /** As {@code output0 [84, 8400]}. */
  public String describe() {
    return name + " " + Arrays.toString(shape);
  }
}
