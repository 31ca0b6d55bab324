package io.vedette.federated.train;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import io.vedette.detector.graph.Tensors;
import java.util.Optional;

/**
 * Makes initializers of float tensors that Constant nodes give, as some exporters write weights:
 * only initializers can be learned. The graph computes the same.
 */
record ConstantsAsInitializers() implements Pass {

  @Override
  public Graph apply(Graph graph) {
    GraphProto.Builder body = graph.graph().toBuilder().clearNode();
    for (NodeProto node : graph.nodes()) {
      Optional<TensorProto> values = weights(node);
      if (values.isPresent()) {
        body.addInitializer(values.get().toBuilder().setName(node.getOutput(0)));
      } else {
        body.addNode(node);
      }
    }
    return body.getNodeCount() == graph.nodes().size() ? graph : graph.withBody(body.build());
  }

  private static Optional<TensorProto> weights(NodeProto node) {
    return node.getOpType().equals("Constant")
        ? Attributes.of(node)
            .tensor("value")
            .filter(tensor -> Tensors.isFloat(tensor) && tensor.getDimsCount() > 0)
        : Optional.empty();
  }
}
