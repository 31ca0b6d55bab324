package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Outputs {@code [batch, rows, columns]} or {@code [rows, columns]}, distinguished by how many rows
 * and columns they have. A spec keeps their names, one for each level, in one parameter.
 */
final class RowOutputs {

  private RowOutputs() {}

  /** Names of the outputs of that size, in graph order. */
  static List<String> named(Graph graph, long rows, long columns) {
    return graph.outputs().stream()
        .filter(output -> isOf(Shape.of(output), rows, columns))
        .map(ValueInfoProto::getName)
        .toList();
  }

  private static boolean isOf(Shape shape, long rows, long columns) {
    int rank = shape.rank();
    return (rank == 2 || rank == 3)
        && shape.get(rank - 2) == rows
        && shape.get(rank - 1) == columns;
  }

  /**
   * The outputs that a parameter of the head names, finest level first.
   *
   * @throws DetectorException when they are not so many, or the graph lacks one
   */
  static List<HeadOutput> levels(
      Map<String, HeadOutput> outputs, DetectorSpec spec, String parameter, int count)
      throws DetectorException {
    String[] names = spec.head().parameters().getOrDefault(parameter, "").split(",", -1);
    if (names.length != count) {
      throw new DetectorException(
          "the spec's head needs " + count + " names in '" + parameter + "', not " + names.length);
    }
    List<HeadOutput> levels = new ArrayList<>();
    for (String name : names) {
      levels.add(OutputLookup.named(outputs, name));
    }
    return levels;
  }

  /**
   * @throws DetectorException unless the output holds so many values
   */
  static void check(String family, HeadOutput output, int rows, int columns)
      throws DetectorException {
    if (output.count() != rows * columns) {
      throw OutputLookup.wrongForm(family, output, "[" + rows + ", " + columns + "]");
    }
  }
}
