package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.graph.Tensors;
import io.vedette.federated.compress.quantize.Quantizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weights and activations in half precision. Inputs and outputs stay float, with a Cast behind and
 * before. For processors that compute in halves; ONNX Runtime's kernels for x86 do not, and cast to
 * and fro.
 */
record Float16() implements Precision {

  /** Inputs that are float32 by definition, by index. */
  private static final Map<String, Set<Integer>> FLOAT32 =
      Map.of("Resize", Set.of(2), "Upsample", Set.of(1), "NonMaxSuppression", Set.of(0, 1, 3, 4));

  private static final String SUFFIX = ".fp16";

  @Override
  public String name() {
    return "fp16";
  }

  @Override
  public Graph apply(Quantizer quantizer) {
    Graph graph = quantizer.fp32();
    Set<String> float32 = float32(graph.nodes());
    Set<String> cast = new HashSet<>();
    GraphProto.Builder body = graph.graph().toBuilder();
    body.clearNode().clearInitializer().clearValueInfo();
    // some exports list initializers among the inputs
    body.clearInput().addAllInput(graph.inputs());
    for (TensorProto tensor : graph.initializers().values()) {
      boolean half = Tensors.isFloat(tensor) && !float32.contains(tensor.getName());
      body.addInitializer(half ? Halves.of(tensor, tensor.getName()) : tensor);
    }
    for (ValueInfoProto input : graph.inputs()) {
      if (isFloat(input)) {
        body.addNode(cast(input.getName(), input.getName() + SUFFIX, DataType.FLOAT16));
        cast.add(input.getName());
      }
    }
    graph.outputs().stream().filter(Float16::isFloat).forEach(o -> cast.add(o.getName()));
    graph.nodes().forEach(node -> body.addNode(half(node, cast, float32)));
    for (ValueInfoProto output : graph.outputs()) {
      if (isFloat(output)) {
        body.addNode(cast(output.getName() + SUFFIX, output.getName(), DataType.FLOAT));
      }
    }
    return graph.withBody(body.build());
  }

  private static Set<String> float32(List<NodeProto> nodes) {
    Set<String> names = new HashSet<>();
    for (NodeProto node : nodes) {
      for (int index : FLOAT32.getOrDefault(node.getOpType(), Set.of())) {
        if (index < node.getInputCount()) {
          names.add(node.getInput(index));
        }
      }
    }
    return names;
  }

  private static NodeProto half(NodeProto node, Set<String> cast, Set<String> float32) {
    NodeProto.Builder changed = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      changed.setInput(i, renamed(node.getInput(i), cast));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      changed.setOutput(i, renamed(node.getOutput(i), cast));
    }
    boolean stays = node.getOutputList().stream().anyMatch(float32::contains);
    for (AttributeProto.Builder attribute : changed.getAttributeBuilderList()) {
      if (stays) {
        continue;
      }
      if (attribute.hasT() && Tensors.isFloat(attribute.getT())) {
        attribute.setT(Halves.of(attribute.getT(), attribute.getT().getName()));
      }
      boolean toFloat = attribute.getI() == DataType.FLOAT.getNumber();
      if (node.getOpType().equals("Cast") && attribute.getName().equals("to") && toFloat) {
        attribute.setI(DataType.FLOAT16.getNumber());
      }
    }
    return changed.build();
  }

  private static String renamed(String tensor, Set<String> cast) {
    return cast.contains(tensor) ? tensor + SUFFIX : tensor;
  }

  private static NodeProto cast(String from, String to, DataType type) {
    return NodeBuilder.of("Cast", from)
        .named(to + ".cast")
        .integer("to", type.getNumber())
        .build(to);
  }

  private static boolean isFloat(ValueInfoProto value) {
    return value.getType().getTensorType().getElemType() == DataType.FLOAT.getNumber();
  }
}
