package io.vedette.federated.train;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds what can be learned in a graph: float initializers that weigh, shift or normalize on the
 * way to the wanted tensors. Constants of the decoding behind them, scales of a resize and the like
 * stay as they are.
 */
final class TrainableParameters {

  /** Which inputs of an operator are learned. */
  private static final Map<String, int[]> LEARNED =
      Map.of(
          "Conv", new int[] {1, 2},
          "ConvTranspose", new int[] {1, 2},
          "Gemm", new int[] {1, 2},
          "MatMul", new int[] {0, 1},
          "BatchNormalization", new int[] {1, 2},
          "InstanceNormalization", new int[] {1, 2},
          "LayerNormalization", new int[] {1, 2},
          "PRelu", new int[] {1});

  private TrainableParameters() {}

  static Set<String> of(Graph graph, Collection<String> wanted) {
    var initializers = graph.initializers();
    Wiring wiring = Wiring.of(graph);
    Set<String> found = new HashSet<>();
    Set<String> seen = new HashSet<>(wanted);
    Deque<String> open = new ArrayDeque<>(wanted);
    while (!open.isEmpty()) {
      NodeProto node = wiring.producer(open.pop()).orElse(null);
      if (node == null) {
        continue;
      }
      for (int i : LEARNED.getOrDefault(node.getOpType(), new int[0])) {
        var tensor = i < node.getInputCount() ? initializers.get(node.getInput(i)) : null;
        if (tensor != null && Tensors.isFloat(tensor)) {
          found.add(tensor.getName());
        }
      }
      node.getInputList().stream().filter(seen::add).forEach(open::push);
    }
    return found;
  }
}
