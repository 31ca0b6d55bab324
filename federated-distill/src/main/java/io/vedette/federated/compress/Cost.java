package io.vedette.federated.compress;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a graph costs, whatever the machine; rounded weights count as the floats that they were.
 *
 * @param parameters scalars in its weights and constants, without the scales of rounded ones
 * @param gflops billions of floating point operations per picture in its convolutions, a
 *     multiplication and an addition counted as two
 */
public record Cost(long parameters, double gflops) {

  private static final Set<String> ROUNDED = Set.of("QuantizeLinear", "DequantizeLinear");

  private static final Set<Integer> FLOATS =
      Set.of(
          TensorProto.DataType.FLOAT.getNumber(),
          TensorProto.DataType.FLOAT16.getNumber(),
          TensorProto.DataType.DOUBLE.getNumber());

  /**
   * Runs the graph once on an empty picture to learn how large its convolutions' outputs are.
   *
   * @throws DetectorException when the graph cannot run
   */
  public static Cost of(Graph graph, DetectorSpec spec) throws DetectorException {
    Map<String, TensorProto> initializers = graph.initializers();
    Map<String, TensorProto> weights = weights(graph, initializers);
    Map<String, Long> perValue = new LinkedHashMap<>();
    for (NodeProto node : graph.nodes()) {
      TensorProto weight = node.getInputCount() > 1 ? weights.get(node.getInput(1)) : null;
      if (node.getOpType().equals("Conv") && weight != null) {
        long[] shape = Tensors.shape(weight);
        long products = 1;
        for (int i = 1; i < shape.length; i++) {
          products *= shape[i];
        }
        perValue.put(node.getOutput(0), 2 * products);
      }
    }
    long parameters =
        new HashSet<>(weights.values())
            .stream()
                .mapToLong(t -> t.getDimsList().stream().reduce(1L, Math::multiplyExact))
                .sum();
    return new Cost(parameters, operations(graph, spec, perValue) / 1e9);
  }

  /** What is computed with, by the name under which operators take it. */
  private static Map<String, TensorProto> weights(
      Graph graph, Map<String, TensorProto> initializers) {
    Map<String, TensorProto> weights = new LinkedHashMap<>();
    initializers.forEach(
        (name, tensor) -> {
          if (FLOATS.contains(tensor.getDataType())) {
            weights.put(name, tensor);
          }
        });
    for (NodeProto node : graph.nodes()) {
      boolean rounded = ROUNDED.contains(node.getOpType());
      for (int i = 1; rounded && i < node.getInputCount(); i++) {
        weights.remove(node.getInput(i));
      }
      String input = node.getInputCount() > 0 ? node.getInput(0) : "";
      TensorProto stored = weights.getOrDefault(input, initializers.get(input));
      if (stored != null && (rounded || node.getOpType().equals("Cast"))) {
        weights.put(node.getOutput(0), stored);
      }
    }
    return weights;
  }

  private static double operations(Graph graph, DetectorSpec spec, Map<String, Long> perValue)
      throws DetectorException {
    Graph exposed = ExposeTensors.of(perValue.keySet()).apply(graph);
    FloatTensor input =
        FloatTensor.of(
            new float[Preprocessor.size(spec.input())],
            1,
            3,
            spec.input().height(),
            spec.input().width());
    double total = 0;
    try (OnnxSession session =
        OnnxSession.open(exposed.toBytes(), "the graph", RuntimeOptions.DEFAULT)) {
      var outputs = session.run(Map.of(spec.input().name(), input), perValue.keySet());
      for (Map.Entry<String, Long> entry : perValue.entrySet()) {
        FloatTensor output = outputs.get(entry.getKey());
        total += output == null ? 0 : (double) entry.getValue() * output.values().length;
      }
    }
    return total;
  }
}
