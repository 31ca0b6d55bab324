package io.vedette.federated.compress;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a graph computes with, as it is stored: floats, or the rounded form of them. */
final class StoredWeights {

  private static final Set<String> ROUNDED = Set.of("QuantizeLinear", "DequantizeLinear");

  private static final Set<Integer> FLOATS =
      Set.of(
          TensorProto.DataType.FLOAT.getNumber(),
          TensorProto.DataType.FLOAT16.getNumber(),
          TensorProto.DataType.DOUBLE.getNumber());

  private StoredWeights() {}

  /** By the name under which operators take them; scales and zero points of roundings left out. */
  static Map<String, TensorProto> of(Graph graph) {
    Map<String, TensorProto> initializers = graph.initializers();
    Map<String, TensorProto> weights = new LinkedHashMap<>();
    initializers.forEach(
        (name, tensor) -> {
          if (FLOATS.contains(tensor.getDataType())) {
            weights.put(name, tensor);
          }
        });
    for (NodeProto node : graph.nodes()) {
      boolean rounded = ROUNDED.contains(node.getOpType());
      for (int i = 1; rounded && i < node.getInputCount(); i++) {
        weights.remove(node.getInput(i));
      }
      String input = node.getInputCount() > 0 ? node.getInput(0) : "";
      TensorProto stored = weights.getOrDefault(input, initializers.get(input));
      if (stored != null && (rounded || node.getOpType().equals("Cast"))) {
        weights.put(node.getOutput(0), stored);
      }
    }
    return weights;
  }
}
