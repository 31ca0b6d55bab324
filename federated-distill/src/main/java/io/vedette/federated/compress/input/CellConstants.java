package io.vedette.federated.compress.input;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Constants with a value for every cell that is looked at: where it lies, and how large it is. They
 * are recognised by their values, whoever exported them.
 *
 * @param strides of the levels, pixels per cell, finest first
 * @param content what the constant says about a cell
 */
record CellConstants(List<Integer> strides, Content content) {

  private static final float TOLERANCE = 1e-3f;

  /** Levels that detectors look at. */
  private static final List<List<Integer>> LEVELS =
      List.of(
          List.of(8, 16, 32),
          List.of(4, 8, 16, 32),
          List.of(8, 16, 32, 64),
          List.of(4, 8, 16),
          List.of(4, 8),
          List.of(8, 16),
          List.of(16, 32),
          List.of(16));

  /** What is said: value {@code part} of a cell at column and row of a level with that stride. */
  private enum Content {
    STRIDES(1, (column, row, stride, part) -> stride),
    CENTERS(2, (column, row, stride, part) -> (part == 0 ? column : row) + 0.5f),
    CORNERS(2, (column, row, stride, part) -> part == 0 ? column : row),
    CENTERS_IN_PIXELS(
        2, (column, row, stride, part) -> ((part == 0 ? column : row) + .5f) * stride),
    CORNERS_IN_PIXELS(2, (column, row, stride, part) -> (part == 0 ? column : row) * stride);

    private final int parts;
    private final Value value;

    Content(int parts, Value value) {
      this.parts = parts;
      this.value = value;
    }
  }

  private interface Value {
    float of(int column, int row, int stride, int part);
  }

  /** What a constant of a graph with that input is; empty for any other constant. */
  static Optional<CellConstants> of(TensorProto tensor, InputSpec input) {
    return Tensors.isFloat(tensor) && tensor.getDimsCount() > 0
        ? recognise(Tensors.floats(tensor), Tensors.shape(tensor), input.width(), input.height())
        : Optional.empty();
  }

  private static Optional<CellConstants> recognise(
      float[] values, long[] shape, int width, int height) {
    for (List<Integer> strides : LEVELS) {
      for (Content content : Content.values()) {
        CellConstants candidate = new CellConstants(strides, content);
        if (candidate.cells(width, height) * content.parts == values.length
            && near(candidate.values(shape, width, height), values)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  /** How many cells there are in all. */
  int cells(int width, int height) {
    return strides.stream().mapToInt(s -> (width / s) * (height / s)).sum();
  }

  /** The same of the finest levels alone. */
  CellConstants finest(int levels) {
    return new CellConstants(strides.subList(0, levels), content);
  }

  /**
   * What a graph with another input, or other levels, has in a constant's place.
   *
   * @param before how many cells there were in all
   */
  TensorProto in(TensorProto place, int before, InputSpec input) {
    int after = cells(input.width(), input.height());
    long[] shape = Tensors.shape(place);
    return Tensors.of(
        place.getName(),
        values(shape, input.width(), input.height()),
        Arrays.stream(shape).map(d -> d == before ? after : d).toArray());
  }

  private float[] values(long[] shape, int width, int height) {
    int cells = cells(width, height);
    boolean partsLast = content.parts > 1 && shape[shape.length - 1] == content.parts;
    float[] values = new float[cells * content.parts];
    int cell = 0;
    for (int stride : strides) {
      for (int row = 0; row < height / stride; row++) {
        for (int column = 0; column < width / stride; column++, cell++) {
          for (int part = 0; part < content.parts; part++) {
            int at = partsLast ? cell * content.parts + part : part * cells + cell;
            values[at] = content.value.of(column, row, stride, part);
          }
        }
      }
    }
    return values;
  }

  private static boolean near(float[] one, float[] other) {
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] - other[i]) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }
}
