package io.vedette.federated.autograd;

import java.util.HashMap;
import java.util.Map;

/** Related operators, by ONNX operator type. */
final class OperatorFamily {

  private final Map<String, Operator> operators = new HashMap<>();

  OperatorFamily add(String type, Operator operator) {
    operators.put(type, operator);
    return this;
  }

  /** An operator with one output whose kernel needs no attributes. */
  OperatorFamily plain(String type, Kernel.Single kernel) {
    return add(type, node -> Kernel.single(kernel));
  }

  Map<String, Operator> operators() {
    return operators;
  }
}
