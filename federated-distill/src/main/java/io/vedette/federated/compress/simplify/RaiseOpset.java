package io.vedette.federated.compress.simplify;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes opset 13 of a graph of opset 11 or 12: from there on DequantizeLinear knows channels. Some
 * operators took a list as an attribute and take it as an input since; others whose meaning changed
 * are let through only where it did not change for them. See the <a
 * href="https://github.com/onnx/onnx/blob/main/docs/Changelog.md">operator changelog</a>.
 */
public final class RaiseOpset implements Pass {

  private static final int LEAST = 11;

  /** Per-channel DequantizeLinear came with it. */
  public static final int NEEDED = 13;

  /** Operators whose attribute of this name has become their second input. */
  private static final Map<String, String> MOVED =
      Map.of("Split", "split", "Squeeze", "axes", "Unsqueeze", "axes", "ReduceSum", "axes");

  private static final Set<String> UNCHANGED =
      Set.of(
          "Abs",
          "Add",
          "AveragePool",
          "BatchNormalization",
          "Cast",
          "Clip",
          "Concat",
          "Constant",
          "ConstantOfShape",
          "Conv",
          "ConvTranspose",
          "DepthToSpace",
          "Div",
          "Equal",
          "Exp",
          "Expand",
          "Flatten",
          "Gather",
          "Gemm",
          "GlobalAveragePool",
          "HardSigmoid",
          "Identity",
          "LeakyRelu",
          "Log",
          "MatMul",
          "Max",
          "MaxPool",
          "Min",
          "Mul",
          "Neg",
          "Pad",
          "Pow",
          "PRelu",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "Relu",
          "Reshape",
          "Resize",
          "Shape",
          "Sigmoid",
          "Slice",
          "SpaceToDepth",
          "Sqrt",
          "Sub",
          "Tanh",
          "Transpose",
          "Where");

  /**
   * @throws IllegalArgumentException when the graph is older than opset 11, or uses an operator
   *     that changed; the message names it
   */
  @Override
  public Graph apply(Graph graph) {
    int opset = graph.opset();
    if (opset >= NEEDED) {
      return graph;
    }
    Wiring wiring = Wiring.of(graph);
    Set<String> changed = new TreeSet<>();
    for (NodeProto node : graph.nodes()) {
      String operator = node.getOpType();
      boolean same = operator.equals("Softmax") && isOfLastAxis(node, wiring);
      if (!UNCHANGED.contains(operator) && !MOVED.containsKey(operator) && !same) {
        changed.add(operator);
      }
    }
    if (opset < LEAST || !changed.isEmpty()) {
      throw new IllegalArgumentException(
          "opset "
              + opset
              + " cannot be raised to "
              + NEEDED
              + (changed.isEmpty() ? "" : " because of " + changed)
              + "; export the model again with opset 13 or higher");
    }
    List<OperatorSetIdProto> imports =
        graph.model().getOpsetImportList().stream()
            .map(i -> isDefault(i) ? i.toBuilder().setVersion(NEEDED).build() : i)
            .toList();
    // opset 13 came with version 7 of the file format
    return Graph.of(
        graph.model().toBuilder()
            .setIrVersion(Math.max(7, graph.model().getIrVersion()))
            .clearOpsetImport()
            .addAllOpsetImport(imports)
            .setGraph(withMovedAttributes(graph))
            .build());
  }

  private static GraphProto withMovedAttributes(Graph graph) {
    GraphProto.Builder body = graph.graph().toBuilder().clearNode();
    for (NodeProto node : graph.nodes()) {
      String name = MOVED.getOrDefault(node.getOpType(), "");
      if (!Attributes.of(node).has(name)) {
        body.addNode(node.getOpType().equals("Resize") ? withoutEmptyInputs(node, graph) : node);
        continue;
      }
      long[] values = Attributes.of(node).integers(name);
      TensorProto list = Tensors.of(node.getOutput(0) + "." + name, values, values.length);
      NodeProto.Builder moved = node.toBuilder().clearAttribute();
      node.getAttributeList().stream()
          .filter(attribute -> !attribute.getName().equals(name))
          .forEach(moved::addAttribute);
      body.addInitializer(list);
      body.addNode(moved.addInput(list.getName()));
    }
    return body.build();
  }

  private static boolean isDefault(OperatorSetIdProto opset) {
    return opset.getDomain().isEmpty() || opset.getDomain().equals("ai.onnx");
  }

  /**
   * Opset 11 gave a Resize an empty list where it now has no input at all, and ONNX Runtime 1.29
   * stumbles over such lists when it moves rounded tensors to another layout.
   */
  private static NodeProto withoutEmptyInputs(NodeProto node, Graph graph) {
    NodeProto.Builder changed = node.toBuilder();
    Map<String, TensorProto> initializers = graph.initializers();
    for (int i = 1; i < node.getInputCount(); i++) {
      TensorProto list = initializers.get(node.getInput(i));
      if (list != null && list.getDimsCount() == 1 && list.getDims(0) == 0) {
        changed.setInput(i, "");
      }
    }
    return changed.build();
  }

  /**
   * Before opset 13 all axes from the given one on were one: only of the last the same is meant.
   */
  private static boolean isOfLastAxis(NodeProto node, Wiring wiring) {
    long axis = Attributes.of(node).integer("axis", 1);
    long rank =
        wiring
            .producer(node.getInput(0))
            .filter(maker -> maker.getOpType().equals("Transpose"))
            .map(maker -> (long) Attributes.of(maker).integers("perm").length)
            .orElse(0L);
    return axis == -1 || rank > 0 && axis == rank - 1;
  }
}
