package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Wiring;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The function that alone takes a tensor. Behind a SiLU it does not matter whether a value is -8 or
 * -20, so no code need be spent on telling them apart.
 */
public enum Response {
  AS_IT_IS(x -> x),
  SILU(x -> x / (1 + Math.exp(-x))),
  SIGMOID(x -> 1 / (1 + Math.exp(-x))),
  HARD_SWISH(x -> x * Math.max(0, Math.min(1, x / 6 + 0.5))),
  RELU(x -> Math.max(0, x));

  private final DoubleUnaryOperator function;

  Response(DoubleUnaryOperator function) {
    this.function = function;
  }

  double of(double value) {
    return function.applyAsDouble(value);
  }

  /** What takes a tensor, where it is one function and nothing else. */
  static Response to(String tensor, Wiring wiring) {
    List<NodeProto> takers = wiring.consumers(tensor);
    if (takers.size() == 1) {
      return switch (takers.get(0).getOpType()) {
        case "Sigmoid" -> SIGMOID;
        case "HardSwish" -> HARD_SWISH;
        case "Relu" -> RELU;
        default -> AS_IT_IS;
      };
    }
    return takers.size() == 2 && isProductWithSigmoid(takers.get(0), takers.get(1))
            || takers.size() == 2 && isProductWithSigmoid(takers.get(1), takers.get(0))
        ? SILU
        : AS_IT_IS;
  }

  private static boolean isProductWithSigmoid(NodeProto sigmoid, NodeProto product) {
    return sigmoid.getOpType().equals("Sigmoid")
        && product.getOpType().equals("Mul")
        && product.getInputList().contains(sigmoid.getOutput(0));
  }
}
