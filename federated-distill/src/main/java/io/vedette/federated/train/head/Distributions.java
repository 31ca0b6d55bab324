package io.vedette.federated.train.head;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.autograd.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The logits of distance distributions that a graph makes its boxes of.
 *
 * @param logits a tensor of four axes: batch, sides, bins and anchors, the last three in any order
 * @param binsAxis which of them the softmax goes over; -1 for the last
 */
record Distributions(String logits, int binsAxis) {

  private static final int SIDES = 4;
  private static final int AXES = 4;

  /** What an expectation and the arithmetic of boxes are written with. */
  private static final Set<String> DECODING =
      Set.of(
          "Add",
          "Concat",
          "Conv",
          "Div",
          "Gather",
          "MatMul",
          "Mul",
          "ReduceSum",
          "Reshape",
          "Slice",
          "Split",
          "Squeeze",
          "Sub",
          "Transpose",
          "Unsqueeze");

  /** Looks for them behind decoded boxes; empty where the boxes are made of other things. */
  static Optional<Distributions> behind(String boxes, Graph graph) {
    Wiring wiring = Wiring.of(graph);
    Set<String> seen = new HashSet<>(Set.of(boxes));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      NodeProto node = wiring.producer(open.pop()).orElse(null);
      if (node == null) {
        continue;
      } else if (node.getOpType().equals("Softmax")) {
        int usual = graph.opset() < 13 ? 1 : -1;
        int axis = (int) Attributes.of(node).integer("axis", usual);
        return Optional.of(new Distributions(node.getInput(0), axis));
      } else if (node.getOpType().equals("Exp")) {
        return byParts(node, wiring);
      } else if (DECODING.contains(node.getOpType()) && !learns(node, graph)) {
        node.getInputList().stream().filter(seen::add).forEach(open::push);
      }
    }
    return Optional.empty();
  }

  /** What a softmax that is computed by its parts goes over: {@code e^(x - max x)}. */
  private static Optional<Distributions> byParts(NodeProto exponential, Wiring wiring) {
    return wiring
        .producer(exponential.getInput(0))
        .filter(sub -> sub.getOpType().equals("Sub"))
        .filter(
            sub ->
                wiring
                    .producer(sub.getInput(1))
                    .filter(most -> most.getOpType().equals("ReduceMax"))
                    .filter(most -> most.getInput(0).equals(sub.getInput(0)))
                    .isPresent())
        .map(sub -> new Distributions(sub.getInput(0), 1));
  }

  /** Whether this is a layer of the network and no expectation, which has one channel. */
  private static boolean learns(NodeProto node, Graph graph) {
    if (!node.getOpType().equals("Conv")) {
      return false;
    }
    var weights = graph.initializers().get(node.getInput(1));
    return weights == null || Tensors.shape(weights)[0] != 1;
  }

  /**
   * Arranges a batch's logits as {@code [batch, anchors, 4 * bins]}.
   *
   * @throws IllegalArgumentException when they have other axes
   */
  Tensor arrange(Tensor tensor) {
    long[] shape = tensor.shape();
    int bins = binsAxis < 0 ? binsAxis + shape.length : binsAxis;
    int sides = 0;
    for (int axis = 1; axis < shape.length; axis++) {
      sides = axis != bins && shape[axis] == SIDES ? axis : sides;
    }
    if (shape.length != AXES || bins == 0 || sides == 0) {
      throw new IllegalArgumentException(
          "'" + logits + "' is no distribution over the distances to four sides");
    }
    int anchors = 1 + 2 + 3 - bins - sides;
    return tensor
        .transpose(0, anchors, sides, bins)
        .reshape(shape[0], shape[anchors], SIDES * shape[bins]);
  }
}
