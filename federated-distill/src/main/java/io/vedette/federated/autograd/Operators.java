package io.vedette.federated.autograd;

/** The list of ONNX operators that can be executed, one file per family. */
final class Operators {
  private Operators() {}
}
