package io.vedette.federated.autograd;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, Integer> types = types(graph);
    Map<String, QuantizationOperators.Codes> grids = CodeGrids.of(graph);
    for (NodeProto proto : graph.nodes()) {
      Node node = new Node(proto, opset, types, grids);
      instructions.add(
          new Instruction(
              node.toString(),
              proto.getOpType(),
              kernel(node, fixed),
              List.copyOf(proto.getInputList()),
              List.copyOf(proto.getOutputList())));
    }
    return instructions;
  }

  private static Map<String, Integer> types(Graph graph) {
    Map<String, Integer> types = new HashMap<>();
    graph.inputs().forEach(i -> types.put(i.getName(), i.getType().getTensorType().getElemType()));
    graph.initializers().forEach((name, tensor) -> types.put(name, tensor.getDataType()));
    return types;
  }

  private static Kernel kernel(Node node, Predicate<String> fixed) throws UnknownOperatorException {
    Kernel kernel = Operators.prepare(node);
    NodeProto proto = node.proto();
    boolean still =
        proto.getOpType().equals("BatchNormalization")
            && proto.getInputCount() == 5
            && fixed.test(proto.getInput(3));
    return still ? in -> kernel.run(in.in(Mode.EVAL)) : kernel;
  }
}
