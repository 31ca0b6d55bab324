package io.vedette.federated.autograd;

/** Which of ONNX's node tests of claimed operators are out of what is claimed, and why. */
final class OutOfClaim {
  private OutOfClaim() {}

  static String reason(NodeCases.Case c) {
    return null;
  }
}
