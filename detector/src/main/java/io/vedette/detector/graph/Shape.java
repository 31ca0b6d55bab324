package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The declared dimensions of a graph's input or output; {@link #DYNAMIC} where the graph leaves one
 * open.
 */
public record Shape(List<Long> dimensions) {

  public static final long DYNAMIC = -1;

  public Shape {
    dimensions = List.copyOf(dimensions);
  }

  public static Shape of(ValueInfoProto value) {
    return new Shape(
        value.getType().getTensorType().getShape().getDimList().stream()
            .map(d -> d.hasDimValue() && d.getDimValue() > 0 ? d.getDimValue() : DYNAMIC)
            .toList());
  }

  public int rank() {
    return dimensions.size();
  }

  public long get(int axis) {
    return dimensions.get(axis);
  }

  public boolean isDynamic(int axis) {
    return get(axis) == DYNAMIC;
  }

  /** As {@code [?, 3, 416, 416]}. */
  @Override
  public String toString() {
    return dimensions.stream()
        .map(d -> d == DYNAMIC ? "?" : d.toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
