package io.vedette.federated.train.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many pictures a graph takes at once. Many exports are made for one picture, a number that
 * their reshapes repeat: a batch goes through them part by part, and what comes out is put together
 * again. Batch normalizations then keep to their running statistics, since those of a part are not
 * those of the batch.
 *
 * @param input the picture input's name
 * @param size pictures at once; {@link Shape#DYNAMIC} for any number
 */
public record FixedBatch(String input, long size) {

  /** What a graph says about its picture input. */
  public static FixedBatch of(Graph graph, String input) {
    long size =
        graph.inputs().stream()
            .filter(i -> i.getName().equals(input))
            .map(FixedBatch::first)
            .findFirst()
            .orElse(Shape.DYNAMIC);
    return new FixedBatch(input, size);
  }

  private static long first(ValueInfoProto value) {
    Shape shape = Shape.of(value);
    return shape.rank() == 0 ? Shape.DYNAMIC : shape.get(0);
  }

  /** Whether a batch of so many pictures can be divided into parts. */
  public boolean divides(int pictures) {
    return size == Shape.DYNAMIC || pictures % size == 0;
  }

  /**
   * Runs a graph on a batch, as {@link TrainableGraph#forward} does.
   *
   * @param pictures {@code [batch, 3, height, width]}
   */
  public Map<String, Tensor> forward(
      TrainableGraph graph, Scope scope, Tensor pictures, Collection<String> wanted, Mode mode) {
    long batch = pictures.shape()[0];
    if (size == Shape.DYNAMIC) {
      return graph.forward(scope, Map.of(input, pictures), wanted, mode);
    }
    Map<String, List<Tensor>> parts = new LinkedHashMap<>();
    for (long from = 0; from < batch; from += size) {
      Tensor part = size == batch ? pictures : pictures.slice(0, from, from + size);
      graph
          .forward(scope, Map.of(input, part), wanted, Mode.EVAL)
          .forEach((name, made) -> parts.computeIfAbsent(name, n -> new ArrayList<>()).add(made));
    }
    Map<String, Tensor> whole = new LinkedHashMap<>();
    parts.forEach(
        (name, made) -> whole.put(name, made.size() == 1 ? made.get(0) : Tensor.concat(0, made)));
    return whole;
  }
}
