package io.vedette.federated.autograd;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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

  /**
   * @param fixed which running means stay as they are
   */
  static List<Instruction> of(Graph graph, Predicate<String> fixed)
      throws UnknownOperatorException {
    List<Instruction> instructions = new ArrayList<>();
    int opset = graph.opset();
    for (NodeProto node : graph.nodes()) {
      instructions.add(
          new Instruction(
              new Node(node, opset).toString(),
              node.getOpType(),
              kernel(node, opset, fixed),
              List.copyOf(node.getInputList()),
              List.copyOf(node.getOutputList())));
    }
    return instructions;
  }

  private static Kernel kernel(NodeProto node, int opset, Predicate<String> fixed)
      throws UnknownOperatorException {
    Kernel kernel = Operators.prepare(node, opset);
    boolean still =
        node.getOpType().equals("BatchNormalization")
            && node.getInputCount() == 5
            && fixed.test(node.getInput(3));
    return still ? in -> kernel.run(in.in(Mode.EVAL)) : kernel;
  }
}
