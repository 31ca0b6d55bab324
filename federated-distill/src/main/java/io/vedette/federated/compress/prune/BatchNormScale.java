package io.vedette.federated.compress.prune;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The learnt scale of the normalization behind each filter: Liu et al., <a
 * href="https://arxiv.org/abs/1708.06519">Learning Efficient Convolutional Networks through Network
 * Slimming</a>. Where there is none, one filter counts as much as the other.
 */
record BatchNormScale() implements Importance {

  @Override
  public double[] of(List<PruningUnit> units, Graph graph, ImportanceData evidence) {
    Wiring wiring = Wiring.of(graph);
    Map<String, TensorProto> initializers = graph.initializers();
    return units.stream()
        .mapToDouble(
            unit ->
                unit.filters().stream()
                    .mapToDouble(f -> gamma(f, wiring, initializers))
                    .average()
                    .orElse(0))
        .toArray();
  }

  private static double gamma(
      PruningUnit.Filter filter, Wiring wiring, Map<String, TensorProto> initializers) {
    return wiring.consumers(filter.convolution()).stream()
        .filter(node -> node.getOpType().equals("BatchNormalization"))
        .findFirst()
        .map(node -> Tensors.floats(TensorSlices.initializer(node.getInput(1), initializers)))
        .map(gammas -> (double) Math.abs(gammas[filter.index()]))
        .orElse(1.0);
  }

  /** What the normalization behind a convolution multiplies each of its channels with, else 1. */
  static float[] scales(
      NodeProto convolution, Wiring wiring, Map<String, TensorProto> initializers) {
    int count = (int) TensorSlices.initializer(convolution.getInput(1), initializers).getDims(0);
    float[] scales = new float[count];
    Arrays.fill(scales, 1);
    for (NodeProto next : wiring.consumers(convolution.getOutput(0))) {
      if (next.getOpType().equals("BatchNormalization")) {
        float[] gamma = Tensors.floats(TensorSlices.initializer(next.getInput(1), initializers));
        float[] variance = Tensors.floats(TensorSlices.initializer(next.getInput(4), initializers));
        float epsilon = Attributes.of(next).number("epsilon", 1e-5f);
        for (int i = 0; i < count; i++) {
          scales[i] = gamma[i] / (float) Math.sqrt(variance[i] + epsilon);
        }
      }
    }
    return scales;
  }
}
