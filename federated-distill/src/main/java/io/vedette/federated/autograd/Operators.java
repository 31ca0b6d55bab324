package io.vedette.federated.autograd;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The list of ONNX operators that can be executed, one file per family. */
final class Operators {

  private static final List<OperatorFamily> FAMILIES =
      List.of(
          ActivationOperators.FAMILY,
          ArithmeticOperators.FAMILY,
          PaddingOperators.FAMILY,
          LogicOperators.FAMILY,
          ConstantOperators.FAMILY,
          ConvolutionOperators.FAMILY,
          ConcatenationOperators.FAMILY,
          MatrixOperators.FAMILY,
          NormalizationOperators.FAMILY,
          PoolingOperators.FAMILY,
          QuantizationOperators.FAMILY,
          ReductionOperators.FAMILY,
          ResizeOperator.FAMILY,
          SlicingOperators.FAMILY,
          ReshapingOperators.FAMILY);

  private static final Map<String, Operator> BY_TYPE = new HashMap<>();

  static {
    FAMILIES.forEach(family -> BY_TYPE.putAll(family.operators()));
  }

  private Operators() {}

  static Set<String> types() {
    return BY_TYPE.keySet();
  }

  /**
   * Makes a node ready to run.
   *
   * @throws UnknownOperatorException naming the operator type and the node
   */
  static Kernel prepare(Node node) throws UnknownOperatorException {
    NodeProto proto = node.proto();
    boolean standard = proto.getDomain().isEmpty() || proto.getDomain().equals("ai.onnx");
    Operator operator = standard ? BY_TYPE.get(proto.getOpType()) : null;
    if (operator == null) {
      throw node.unsupported(
          "operator " + (standard ? "" : proto.getDomain() + ".") + proto.getOpType());
    }
    return operator.prepare(node);
  }
}
