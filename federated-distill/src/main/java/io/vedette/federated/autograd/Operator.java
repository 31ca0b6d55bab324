package io.vedette.federated.autograd;

/** One ONNX operator: turns a node of a graph into something that can be run. */
@FunctionalInterface
interface Operator {

  /**
   * Reads the node's attributes, once.
   *
   * @throws UnknownOperatorException when the node uses a form that is not supported
   */
  Kernel prepare(Node node) throws UnknownOperatorException;
}
