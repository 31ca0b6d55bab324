package io.vedette.federated.autograd;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/** A graph's nodes made ready to run. */
final class Program {

  /**
   * A node and its kernel.
   *
   * @param node what errors call it
   * @param inputs names; empty where an optional input is left out
   */
  record Instruction(
      String node, String type, Kernel kernel, List<String> inputs, List<String> outputs) {

    Instruction replacedBy(Kernel other, List<String> otherInputs) {
      return new Instruction(node, type, other, otherInputs, outputs);
    }
  }

  private Program() {}

  static List<Instruction> of(Graph graph) throws UnknownOperatorException {
    List<Instruction> instructions = new ArrayList<>();
    int opset = graph.opset();
    for (NodeProto node : graph.nodes()) {
      instructions.add(
          new Instruction(
              new Node(node, opset).toString(),
              node.getOpType(),
              Operators.prepare(node, opset),
              List.copyOf(node.getInputList()),
              List.copyOf(node.getOutputList())));
    }
    return instructions;
  }
}
