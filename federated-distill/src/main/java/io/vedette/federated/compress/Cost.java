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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a float graph costs, whatever the machine.
 *
 * @param parameters scalars in its float initializers
 * @param gflops billions of floating point operations per picture in its convolutions, a
 *     multiplication and an addition counted as two
 */
public record Cost(long parameters, double gflops) {

  /**
   * Runs the graph once on an empty picture to learn how large its convolutions' outputs are.
   *
   * @throws DetectorException when the graph cannot run
   */
  public static Cost of(Graph graph, DetectorSpec spec) throws DetectorException {
    Map<String, TensorProto> initializers = graph.initializers();
    Map<String, Long> perValue = new LinkedHashMap<>();
    for (NodeProto node : graph.nodes()) {
      TensorProto weight = node.getInputCount() > 1 ? initializers.get(node.getInput(1)) : null;
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
        initializers.values().stream()
            .filter(Tensors::isFloat)
            .mapToLong(t -> t.getDimsList().stream().reduce(1L, Math::multiplyExact))
            .sum();
    return new Cost(parameters, operations(graph, spec, perValue) / 1e9);
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
