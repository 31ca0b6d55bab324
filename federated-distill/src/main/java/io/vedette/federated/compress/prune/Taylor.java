package io.vedette.federated.compress.prune;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.train.LossGradients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much the loss would change without a unit, to first order: {@code (sum of g w)^2}, summed
 * over batches of labelled pictures. Molchanov et al., <a
 * href="https://arxiv.org/abs/1906.10771">Importance Estimation for Neural Network Pruning</a>. As
 * they do, w is the scale and the shift of the normalization behind a filter, where there is one:
 * they gate all that the filter makes.
 */
record Taylor() implements Importance {

  private static final int PICTURES = 64;

  @Override
  public double[] of(List<PruningUnit> units, Graph graph, ImportanceData evidence)
      throws DetectorException {
    Wiring wiring = Wiring.of(graph);
    Map<String, List<TensorProto>> gates = new HashMap<>();
    for (PruningUnit unit : units) {
      for (PruningUnit.Filter filter : unit.filters()) {
        gates.computeIfAbsent(
            filter.convolution(), name -> learnt(gate(name, wiring), graph.initializers()));
      }
    }
    double[] importance = new double[units.size()];
    try {
      LossGradients.of(
          graph,
          evidence.pictures(),
          PICTURES,
          gradients -> {
            Map<String, double[]> changes = new HashMap<>();
            gates.forEach((name, gate) -> changes.put(name, changes(gate, gradients)));
            for (int i = 0; i < importance.length; i++) {
              double change = 0;
              for (PruningUnit.Filter filter : units.get(i).filters()) {
                change += Objects.requireNonNull(changes.get(filter.convolution()))[filter.index()];
              }
              importance[i] += change * change;
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DetectorException("ranking channels was interrupted", e);
    }
    return importance;
  }

  /** What scales a filter's output: the normalization behind it, else the convolution itself. */
  private static NodeProto gate(String convolution, Wiring wiring) {
    return wiring.consumers(convolution).stream()
        .filter(node -> node.getOpType().equals("BatchNormalization"))
        .findFirst()
        .orElseGet(() -> wiring.producer(convolution).orElseThrow());
  }

  /** Scale and shift, or weight and bias; the first dimension of each is that of the filters. */
  private static List<TensorProto> learnt(NodeProto gate, Map<String, TensorProto> initializers) {
    return gate.getInputList().stream()
        .skip(1)
        .limit(2)
        .map(initializers::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** To first order, what the loss would change by without each filter. */
  private static double[] changes(List<TensorProto> gate, Map<String, float[]> gradients) {
    double[] changes = new double[(int) gate.get(0).getDims(0)];
    for (TensorProto tensor : gate) {
      float[] slopes = gradients.get(tensor.getName());
      float[] values = Tensors.floats(tensor);
      for (int i = 0; slopes != null && i < values.length; i++) {
        changes[i / (values.length / changes.length)] += (double) values[i] * slopes[i];
      }
    }
    return changes;
  }
}
