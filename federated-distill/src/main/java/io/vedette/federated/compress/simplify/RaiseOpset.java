package io.vedette.federated.compress.simplify;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Declares a graph of opset 11 or 12 as opset 13, from which on DequantizeLinear knows channels.
 * Only operators whose meaning and attributes did not change between the two are let through; see
 * the <a href="https://github.com/onnx/onnx/blob/main/docs/Changelog.md">operator changelog</a>.
 */
public final class RaiseOpset implements Pass {

  private static final int LEAST = 11;

  /** Per-channel DequantizeLinear came with it. */
  public static final int NEEDED = 13;

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
    Set<String> changed = new TreeSet<>();
    for (NodeProto node : graph.nodes()) {
      // the last axis means the same before and after
      boolean lastAxis = node.getOpType().equals("Softmax") && axis(node) == -1;
      if (!UNCHANGED.contains(node.getOpType()) && !lastAxis) {
        changed.add(node.getOpType());
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
            .build());
  }

  private static boolean isDefault(OperatorSetIdProto opset) {
    return opset.getDomain().isEmpty() || opset.getDomain().equals("ai.onnx");
  }

  private static long axis(NodeProto node) {
    return io.vedette.detector.graph.Attributes.of(node).integer("axis", 1);
  }
}
