package io.vedette.federated.compress.prune;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import java.util.HashMap;
import java.util.Map;

/** The weights of a graph's convolutions as arrays, to be changed and put back. */
final class ConvolutionWeights {

  private ConvolutionWeights() {}

  /** What is done to one weight {@code [out, in, height, width]}. */
  @FunctionalInterface
  interface Change {
    void on(float[] values, long[] shape);
  }

  /** The same graph with every convolution's weight changed, but for depthwise ones. */
  static Graph changed(Graph graph, Change change) {
    Map<String, TensorProto> initializers = graph.initializers();
    Map<String, TensorProto> changed = new HashMap<>();
    for (NodeProto node : graph.nodes()) {
      TensorProto weight =
          node.getOpType().equals("Conv") ? initializers.get(node.getInput(1)) : null;
      if (weight != null && Tensors.isFloat(weight) && weight.getDims(1) > 1) {
        float[] values = Tensors.floats(weight);
        change.on(values, Tensors.shape(weight));
        changed.put(weight.getName(), Tensors.of(weight.getName(), values, Tensors.shape(weight)));
      }
    }
    return graph.withInitializers(changed);
  }
}
