package io.vedette.federated.train.head;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What tensors of a graph would be without the last sigmoid or softmax before them: the nodes
 * behind it that only move values about are done a second time, from what goes into it. So logits
 * come in the very order in which the graph gives its scores.
 */
final class LogitRecovery {

  private static final String PREFIX = "unsquashed/";

  private static final Set<String> SQUASHING = Set.of("Sigmoid", "Softmax");

  /** Operators that move the values of their first input about. */
  private static final Set<String> MOVING =
      Set.of(
          "Flatten",
          "Gather",
          "Identity",
          "Reshape",
          "Slice",
          "Split",
          "Squeeze",
          "Transpose",
          "Unsqueeze");

  private final Wiring wiring;
  private final List<NodeProto> added = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  /** Where the way back ended without a sigmoid or softmax. */
  private final Set<String> ends = new LinkedHashSet<>();

  LogitRecovery(Graph graph) {
    this.wiring = Wiring.of(graph);
  }

  /** Nodes to be put behind the graph's own. */
  List<NodeProto> added() {
    return added;
  }

  /**
   * The tensor's logits, by name.
   *
   * @throws DetectorException when there is no sigmoid or softmax right before it
   */
  String of(String tensor) throws DetectorException {
    ends.clear();
    String logits = follow(tensor);
    if (logits.equals(tensor)) {
      throw new DetectorException(
          "'"
              + tensor
              + "' cannot be trained: it should be scores behind a sigmoid or softmax, but comes of "
              + String.join(", ", ends)
              + "; export the model without suppression or other work on its scores");
    }
    return logits;
  }

  private String follow(String tensor) {
    String known = names.get(tensor);
    if (known != null) {
      return known;
    }
    NodeProto node = wiring.producer(tensor).orElse(null);
    if (node == null) {
      return end(tensor, "'" + tensor + "'");
    } else if (SQUASHING.contains(node.getOpType())) {
      return node.getInput(0);
    } else if (node.getOpType().equals("Concat")) {
      return again(node, tensor, node.getInputCount());
    } else if (MOVING.contains(node.getOpType())) {
      return again(node, tensor, 1);
    }
    return end(tensor, node.getOpType() + " '" + node.getName() + "'");
  }

  private String end(String tensor, String what) {
    ends.add(what);
    return tensor;
  }

  /** Does a node again where one of its first inputs has logits. */
  private String again(NodeProto node, String tensor, int inputs) {
    NodeProto.Builder copy = node.toBuilder().setName(PREFIX + node.getName());
    for (int i = 0; i < inputs; i++) {
      copy.setInput(i, follow(node.getInput(i)));
    }
    if (copy.getInputList().equals(node.getInputList())) {
      return tensor;
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      copy.setOutput(i, PREFIX + node.getOutput(i));
      names.put(node.getOutput(i), PREFIX + node.getOutput(i));
    }
    added.add(copy.build());
    return PREFIX + tensor;
  }
}
