package io.vedette.federated.compress;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a graph computes with: floats, or the rounded form of them, followed from the file to the
 * operator that takes them. Scales and zero points of roundings are left out.
 */
final class StoredWeights {

  /**
   * A weight.
   *
   * @param tensor that holds it in the file, whatever its shape there
   * @param shape as operators see it
   */
  record Stored(String tensor, long[] shape) {

    long values() {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
  }

  /** What an operator does to weights. */
  @FunctionalInterface
  private interface Rule {
    void follow(StoredWeights weights, NodeProto node);
  }

  /** Operators between a rounded weight in the file and the one that computes with it. */
  private static final Map<String, Rule> RULES =
      Map.of(
          "QuantizeLinear", StoredWeights::rounded,
          "DequantizeLinear", StoredWeights::rounded,
          "Cast", (weights, node) -> weights.pass(node, 0),
          "Gather", StoredWeights::lookedUp,
          "Slice", (weights, node) -> weights.pass(node, 0),
          "Reshape", StoredWeights::reshaped,
          "Mul", StoredWeights::scaled,
          "DynamicQuantizeLinear", (weights, node) -> weights.scales.add(node.getOutput(1)),
          "ConvInteger", (weights, node) -> weights.put(node.getInput(1), node.getInput(1)));

  private static final Set<Integer> FLOATS =
      Set.of(DataType.FLOAT.getNumber(), DataType.FLOAT16.getNumber(), DataType.DOUBLE.getNumber());

  private final Map<String, TensorProto> initializers;
  private final Map<String, Stored> found = new LinkedHashMap<>();

  /** Of tensors that are rounded anew for every picture. */
  private final Set<String> scales = new HashSet<>();

  private StoredWeights(Map<String, TensorProto> initializers) {
    this.initializers = initializers;
  }

  /** By the name under which operators take them, and by those that they have on the way. */
  static Map<String, Stored> of(Graph graph) {
    StoredWeights weights = new StoredWeights(graph.initializers());
    weights.initializers.forEach(
        (name, tensor) -> {
          if (FLOATS.contains(tensor.getDataType())) {
            weights.put(name, name);
          }
        });
    for (NodeProto node : graph.nodes()) {
      Rule rule = RULES.get(node.getOpType());
      if (rule != null) {
        rule.follow(weights, node);
      }
    }
    return weights.found;
  }

  private @Nullable Stored stored(String name) {
    TensorProto tensor = initializers.get(name);
    return found.getOrDefault(
        name, tensor == null ? null : new Stored(name, Tensors.shape(tensor)));
  }

  private void put(String name, String source) {
    Stored stored = stored(source);
    if (stored != null) {
      found.put(name, stored);
    }
  }

  private void pass(NodeProto node, int input) {
    if (input < node.getInputCount()) {
      put(node.getOutput(0), node.getInput(input));
    }
  }

  private void rounded(NodeProto node) {
    for (int i = 1; i < node.getInputCount(); i++) {
      found.remove(node.getInput(i));
    }
    pass(node, 0);
  }

  /** Bytes that stand for several codes each. */
  private void lookedUp(NodeProto node) {
    if (initializers.containsKey(node.getInput(0)) && found.containsKey(node.getInput(1))) {
      pass(node, 1);
    }
  }

  private void reshaped(NodeProto node) {
    Stored weight = found.get(node.getInput(0));
    TensorProto shape = initializers.get(node.getInput(1));
    if (weight == null || shape == null) {
      return;
    }
    long[] sizes = Tensors.longs(shape);
    boolean open = Arrays.stream(sizes).anyMatch(size -> size <= 0);
    found.put(node.getOutput(0), open ? weight : new Stored(weight.tensor(), sizes));
  }

  /** Codes times their scale, or one scale times another. */
  private void scaled(NodeProto node) {
    String codes = node.getInput(0);
    String scale = node.getInput(1);
    Stored weight = found.get(codes);
    if (scales.contains(scale)) {
      found.remove(codes);
    } else if (weight != null && !initializers.containsKey(codes) && found.remove(scale) != null) {
      found.put(node.getOutput(0), weight);
    }
  }
}
