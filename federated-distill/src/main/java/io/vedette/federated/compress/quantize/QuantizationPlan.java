package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which convolutions of a graph become INT8, and which tensors between them.
 *
 * <p>The last convolution on every way to an output stays float, and all that comes after: boxes
 * and scores share 8 bits badly (a score lost among pixels is zero), and these convolutions are the
 * cheapest.
 *
 * @param convolutions by the name of their output
 * @param integers outputs of everything that a runtime may compute in integers
 * @param rangeOf the tensors that are rounded to 8 bits, in graph order, each with the tensor whose
 *     range it takes: itself, or the one that it only selects from
 */
record QuantizationPlan(
    Set<String> convolutions, Set<String> integers, Map<String, String> rangeOf) {

  /** Activations that ONNX Runtime folds into the rounding of a convolution's output. */
  private static final Set<String> FOLDED = Set.of("Relu", "Clip");

  /** Operators that ONNX Runtime has in 8 bits: rounded in and out, they need no float at all. */
  private static final Set<String> PASSED =
      Set.of("Sigmoid", "Mul", "Add", "Concat", "LeakyRelu", "AveragePool");

  /** Operators that select: with one scale before and after, their codes are moved as they are. */
  private static final Set<String> SELECTING = Set.of("MaxPool", "Resize");

  /** What makes shares of logits. */
  private static final Set<String> SHARING = Set.of("Softmax", "Exp");

  /** What is rounded. */
  Set<String> tensors() {
    return rangeOf.keySet();
  }

  /** Those whose ranges it takes. */
  Set<String> ranged() {
    return new LinkedHashSet<>(rangeOf.values());
  }

  static QuantizationPlan of(Graph graph) {
    return of(graph, Set.of());
  }

  /**
   * @param floats convolutions to leave alone, by the name of their output
   */
  static QuantizationPlan of(Graph graph, Set<String> floats) {
    Wiring wiring = Wiring.of(graph);
    Map<String, TensorProto> initializers = graph.initializers();
    Set<String> leading = leadingToConvolutions(graph);
    Set<String> convolutions = new LinkedHashSet<>();
    Set<String> integers = new LinkedHashSet<>();
    Map<String, String> rangeOf = new LinkedHashMap<>();
    for (NodeProto node : graph.nodes()) {
      String output = node.getOutput(0);
      if (isConvolution(node, initializers)
          && leading.contains(output)
          && !floats.contains(output)) {
        convolutions.add(output);
        integers.addAll(List.of(output, folded(output, wiring)));
        rangeOf.putIfAbsent(node.getInput(0), node.getInput(0));
        rangeOf.put(folded(output, wiring), folded(output, wiring));
      } else if (leading.contains(output)
          && tensorInputs(node, initializers).stream().allMatch(rangeOf::containsKey)) {
        if (PASSED.contains(node.getOpType())) {
          rangeOf.put(output, output);
          integers.add(output);
        } else if (SELECTING.contains(node.getOpType())) {
          rangeOf.put(output, rangeOf.getOrDefault(node.getInput(0), node.getInput(0)));
          integers.add(output);
        }
      }
    }
    return new QuantizationPlan(convolutions, integers, rangeOf);
  }

  private static boolean isConvolution(NodeProto node, Map<String, TensorProto> initializers) {
    if (!node.getOpType().equals("Conv")) {
      return false;
    }
    TensorProto weight = initializers.get(node.getInput(1));
    boolean bias = node.getInputCount() < 3 || initializers.containsKey(node.getInput(2));
    return weight != null && bias && Tensors.isFloat(weight) && weight.getDimsCount() == 4;
  }

  /** The tensor that leaves a convolution once its activation is folded in. */
  private static String folded(String output, Wiring wiring) {
    List<NodeProto> consumers = wiring.consumers(output);
    return consumers.size() == 1 && FOLDED.contains(consumers.get(0).getOpType())
        ? consumers.get(0).getOutput(0)
        : output;
  }

  private static List<String> tensorInputs(NodeProto node, Map<String, TensorProto> initializers) {
    return node.getInputList().stream()
        .filter(name -> !name.isEmpty() && !initializers.containsKey(name))
        .toList();
  }

  /**
   * Tensors from which some way leads to a convolution. A way through a Softmax or an exponential
   * does not count: the expectation over distance bins is a convolution after one, and belongs to
   * the head.
   */
  private static Set<String> leadingToConvolutions(Graph graph) {
    Set<String> leading = new HashSet<>();
    List<NodeProto> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      NodeProto node = nodes.get(i);
      boolean leads = node.getOutputList().stream().anyMatch(leading::contains);
      if (node.getOpType().equals("Conv") || (leads && !SHARING.contains(node.getOpType()))) {
        leading.addAll(node.getInputList());
      }
    }
    return leading;
  }
}
