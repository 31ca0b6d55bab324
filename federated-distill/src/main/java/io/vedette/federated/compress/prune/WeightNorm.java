package io.vedette.federated.compress.prune;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sum of absolute weights of the filters that make a unit, each as a share of its layer's mean:
 * Li et al., <a href="https://arxiv.org/abs/1608.08710">Pruning Filters for Efficient ConvNets</a>.
 * A normalization behind a filter scales what it makes, so its scale counts too.
 */
record WeightNorm() implements Importance {

  @Override
  public double[] of(List<PruningUnit> units, Graph graph, ImportanceData evidence) {
    Map<String, double[]> norms = new HashMap<>();
    Wiring wiring = Wiring.of(graph);
    Map<String, TensorProto> initializers = graph.initializers();
    double[] importance = new double[units.size()];
    for (int i = 0; i < importance.length; i++) {
      for (PruningUnit.Filter filter : units.get(i).filters()) {
        double[] layer =
            norms.computeIfAbsent(filter.convolution(), name -> layer(name, wiring, initializers));
        importance[i] += layer[filter.index()];
      }
      importance[i] /= units.get(i).filters().size();
    }
    return importance;
  }

  private static double[] layer(
      String convolution, Wiring wiring, Map<String, TensorProto> initializers) {
    NodeProto node = wiring.producer(convolution).orElseThrow();
    float[] weights = Tensors.floats(TensorSlices.initializer(node.getInput(1), initializers));
    float[] scales = BatchNormScale.scales(node, wiring, initializers);
    double[] norms = new double[scales.length];
    int each = weights.length / norms.length;
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      double size = Math.abs(weights[i] * scales[i / each]);
      norms[i / each] += size;
      mean += size / norms.length;
    }
    for (int i = 0; i < norms.length; i++) {
      norms[i] /= Math.max(mean, 1e-12);
    }
    return norms;
  }
}
