package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.simplify.DropUnused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Every weight of a convolution or matrix product kept in another form, all else in float. */
record WeightsOnly(String name, WeightForm form) implements Precision {

  private static final Set<String> WEIGHING = Set.of("Conv", "ConvTranspose", "MatMul", "Gemm");

  /** Smaller weights would take more for the nodes around them than they spare. */
  private static final int LEAST_VALUES = 512;

  @Override
  public Graph apply(Quantizer quantizer) {
    Graph graph = quantizer.fp32();
    Map<String, TensorProto> initializers = graph.initializers();
    GraphProto.Builder body = graph.graph().toBuilder().clearNode();
    // some exports list initializers among the inputs
    body.clearInput().addAllInput(graph.inputs());
    for (String weight : weights(graph, quantizer.convolutions())) {
      WeightForm.Stored stored = form.of(Objects.requireNonNull(initializers.remove(weight)));
      stored.tensors().forEach(tensor -> initializers.put(tensor.getName(), tensor));
      body.addAllNode(stored.nodes());
    }
    body.addAllNode(graph.nodes()).clearInitializer().addAllInitializer(initializers.values());
    return new DropUnused().apply(graph.withBody(body.build()));
  }

  /**
   * By name.
   *
   * @param inner convolutions that are not the last on their way
   */
  private Set<String> weights(Graph graph, List<String> inner) {
    Map<String, TensorProto> initializers = graph.initializers();
    Set<String> inputs =
        graph.inputs().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
    Set<String> weights = new LinkedHashSet<>();
    for (NodeProto node : graph.nodes()) {
      TensorProto weight = node.getInputCount() > 1 ? initializers.get(node.getInput(1)) : null;
      boolean end = !inner.contains(node.getOutput(0)) || inputs.contains(node.getInput(0));
      if (weight != null
          && WEIGHING.contains(node.getOpType())
          && Tensors.isFloat(weight)
          && weight.getDimsCount() > 1
          && size(weight) >= LEAST_VALUES
          && !(end && form.sparesEnds())) {
        weights.add(weight.getName());
      }
    }
    return weights;
  }

  private static long size(TensorProto tensor) {
    return tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
  }
}
