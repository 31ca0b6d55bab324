package io.vedette.federated.train;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what can be learned in a graph: float initializers that weigh, shift or normalize on the
 * way to the wanted tensors. Constants of the decoding behind them, scales of a resize and the like
 * stay as they are.
 */
public final class TrainableParameters {

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
          "PRelu", new int[] {1},
          "QuantizeLinear", new int[] {1});

  /** Behind these an added initializer is a bias; elsewhere it may be the place of a cell. */
  private static final Set<String> BIASED = Set.of("Conv", "ConvTranspose", "MatMul");

  /**
   * Through these exporters pass weights that several nodes share or that lie otherwise; and a
   * training that feels its rounding passes weights through it, and steps through an exponential.
   */
  private static final Set<String> PASSING =
      Set.of(
          "DequantizeLinear",
          "Exp",
          "Identity",
          "Max",
          "Min",
          "QuantizeLinear",
          "Reshape",
          "Squeeze",
          "Transpose",
          "Unsqueeze");

  private final Map<String, TensorProto> initializers;
  private final Wiring wiring;
  private final Set<String> found = new HashSet<>();

  private TrainableParameters(Graph graph) {
    this.initializers = graph.initializers();
    this.wiring = Wiring.of(graph);
  }

  /**
   * What a whole graph learns, whatever its head: on the way to its outputs, without weights that
   * are the numbers 0, 1, 2, … with which a head takes the mean of a distribution.
   */
  public static Set<String> of(Graph graph) {
    Set<String> found =
        of(graph, graph.graph().getOutputList().stream().map(ValueInfoProto::getName).toList());
    Map<String, Weights.Values> values;
    try {
      values = GraphWeights.of(graph).byName();
    } catch (DetectorException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    found.removeIf(name -> !values.containsKey(name) || counts(values.get(name).data()));
    return found;
  }

  private static boolean counts(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != i) {
        return false;
      }
    }
    return values.length > 1;
  }

  static Set<String> of(Graph graph, Collection<String> wanted) {
    TrainableParameters parameters = new TrainableParameters(graph);
    parameters.walk(wanted);
    return parameters.found;
  }

  private void walk(Collection<String> wanted) {
    Set<String> seen = new HashSet<>(wanted);
    Deque<String> open = new ArrayDeque<>(wanted);
    while (!open.isEmpty()) {
      NodeProto node = wiring.producer(open.pop()).orElse(null);
      if (node == null) {
        continue;
      }
      for (int i : learned(node)) {
        if (i < node.getInputCount()) {
          weights(node.getInput(i)).ifPresent(found::add);
        }
      }
      node.getInputList().stream().filter(seen::add).forEach(open::push);
    }
  }

  private int[] learned(NodeProto node) {
    boolean bias =
        node.getOpType().equals("Add")
            && node.getInputList().stream()
                .map(wiring::producer)
                .flatMap(Optional::stream)
                .anyMatch(producer -> BIASED.contains(producer.getOpType()));
    return bias ? new int[] {0, 1} : LEARNED.getOrDefault(node.getOpType(), new int[0]);
  }

  /** The float initializer that an input is, by name; empty for anything computed. */
  private Optional<String> weights(String input) {
    TensorProto tensor = initializers.get(input);
    if (tensor != null) {
      return Tensors.isFloat(tensor) ? Optional.of(input) : Optional.empty();
    }
    return wiring
        .producer(input)
        .filter(node -> PASSING.contains(node.getOpType()))
        .flatMap(node -> weights(node.getInput(0)));
  }
}
