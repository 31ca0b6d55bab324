package io.vedette.federated.train;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;

/**
 * Sets how fast batch normalizations' running statistics follow the batches.
 *
 * <p>YOLO's share of 0.03 a step needs a hundred steps to forget what came before: a network that
 * meets new light and trains for fifty steps would be left with the statistics of the old. So a
 * short training takes a larger share; the average of the weights smooths what that adds in noise.
 *
 * @param share of the newest batch, 0 to 1 (ONNX's momentum is one minus it)
 */
record RunningStatistics(double share) implements Pass {

  /** Statistics see about ten times the whole of a short training; long ones keep YOLO's share. */
  static RunningStatistics of(int steps) {
    return new RunningStatistics(Math.max(0.03, Math.min(0.2, 10.0 / steps)));
  }

  @Override
  public Graph apply(Graph graph) {
    GraphProto.Builder body = graph.graph().toBuilder();
    for (NodeProto.Builder node : body.getNodeBuilderList()) {
      if (node.getOpType().equals("BatchNormalization")) {
        for (int i = node.getAttributeCount() - 1; i >= 0; i--) {
          if (node.getAttribute(i).getName().equals("momentum")) {
            node.removeAttribute(i);
          }
        }
        node.addAttribute(
            AttributeProto.newBuilder()
                .setName("momentum")
                .setType(AttributeType.FLOAT)
                .setF((float) (1 - share)));
      }
    }
    return graph.withBody(body.build());
  }
}
