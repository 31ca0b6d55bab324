package io.vedette.federated.compress.exchange;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.graph.Pass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts {@code max(x, 0)} in the place of {@code x * sigmoid(x)} and of HardSwish. Runtimes take a
 * ReLU into the convolution before it, in INT8 too, where the others cost as much as the
 * convolution. Sigmoids that gate something else, as those of squeeze-and-excitation do, stay.
 */
public final class ReluForSilu implements Pass {

  private static final Set<String> GATES = Set.of("Sigmoid", "HardSigmoid");

  @Override
  public Graph apply(Graph graph) {
    Map<String, NodeProto> gates = new HashMap<>();
    Map<String, Integer> uses = new HashMap<>();
    for (NodeProto node : graph.nodes()) {
      node.getInputList().forEach(name -> uses.merge(name, 1, Integer::sum));
      if (GATES.contains(node.getOpType())) {
        gates.put(node.getOutput(0), node);
      }
    }
    graph.outputs().forEach(output -> uses.merge(output.getName(), 1, Integer::sum));
    Map<NodeProto, NodeProto> exchanged = new HashMap<>();
    Set<NodeProto> gone = new HashSet<>();
    for (NodeProto node : graph.nodes()) {
      if (node.getOpType().equals("HardSwish")) {
        exchanged.put(node, relu(node, node.getInput(0)));
      } else if (node.getOpType().equals("Mul")) {
        gate(node, gates)
            .ifPresent(
                gate -> {
                  exchanged.put(node, relu(node, gate.getInput(0)));
                  if (uses.getOrDefault(gate.getOutput(0), 0) == 1) {
                    gone.add(gate);
                  }
                });
      }
    }
    GraphProto.Builder body = graph.graph().toBuilder().clearNode();
    for (NodeProto node : graph.nodes()) {
      if (!gone.contains(node)) {
        body.addNode(exchanged.getOrDefault(node, node));
      }
    }
    return graph.withBody(body.build());
  }

  /** The sigmoid by which a product weighs the sigmoid's own input. */
  private static Optional<NodeProto> gate(NodeProto product, Map<String, NodeProto> gates) {
    for (int i = 0; i < 2; i++) {
      NodeProto sigmoid = gates.get(product.getInput(i));
      if (sigmoid != null && sigmoid.getInput(0).equals(product.getInput(1 - i))) {
        return Optional.of(sigmoid);
      }
    }
    return Optional.empty();
  }

  private static NodeProto relu(NodeProto before, String input) {
    return NodeBuilder.of("Relu", input).named(before.getName()).build(before.getOutput(0));
  }
}
