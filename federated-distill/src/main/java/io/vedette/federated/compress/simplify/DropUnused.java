package io.vedette.federated.compress.simplify;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import java.util.HashSet;
import java.util.Set;

/** Removes initializers that nothing takes, and notes on tensors that are no longer made. */
public final class DropUnused implements Pass {

  @Override
  public Graph apply(Graph graph) {
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
}
