package io.vedette.federated.compress.simplify;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Removes what no output needs: nodes, initializers, and notes on tensors. */
public final class DropUnused implements Pass {

  @Override
  public Graph apply(Graph given) {
    Graph graph = given.withBody(needed(given));
    Set<String> taken = new HashSet<>();
    Set<String> made = new HashSet<>();
    for (NodeProto node : graph.nodes()) {
      taken.addAll(node.getInputList());
      made.addAll(node.getOutputList());
    }
    graph.outputs().forEach(output -> taken.add(output.getName()));
    Set<String> initializers = graph.initializers().keySet();
    GraphProto body = graph.graph();
    return graph.withBody(
        body.toBuilder()
            .clearInitializer()
            .addAllInitializer(
                body.getInitializerList().stream()
                    .filter(t -> taken.contains(t.getName()))
                    .toList())
            .clearValueInfo()
            .addAllValueInfo(
                body.getValueInfoList().stream().filter(v -> made.contains(v.getName())).toList())
            .clearInput()
            .addAllInput(
                // some exports list initializers among the inputs
                body.getInputList().stream()
                    .filter(i -> !initializers.contains(i.getName()) || taken.contains(i.getName()))
                    .toList())
            .build());
  }

  private static GraphProto needed(Graph graph) {
    Set<String> wanted = new HashSet<>();
    graph.outputs().forEach(output -> wanted.add(output.getName()));
    Deque<NodeProto> kept = new ArrayDeque<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      NodeProto node = graph.nodes().get(i);
      if (node.getOutputList().stream().anyMatch(wanted::contains)) {
        wanted.addAll(node.getInputList());
        kept.addFirst(node);
      }
    }
    return graph.graph().toBuilder().clearNode().addAllNode(kept).build();
  }
}
