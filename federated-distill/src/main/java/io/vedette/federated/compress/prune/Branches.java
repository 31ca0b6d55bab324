package io.vedette.federated.compress.prune;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.compress.simplify.DropUnused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The blocks of a graph that can be left out whole: sums of a tensor and of what a branch made of
 * it. Without the branch the tensor goes on as it is.
 */
final class Branches {

  private Branches() {}

  /**
   * One of them.
   *
   * @param sum name of the tensor {@code skip + branch}
   * @param skip what goes on without it
   */
  record Branch(String sum, String skip) {}

  /** All branches, in graph order. */
  static List<Branch> of(Graph graph) {
    Wiring wiring = Wiring.of(graph);
    List<Branch> branches = new ArrayList<>();
    for (NodeProto node : graph.nodes()) {
      if (node.getOpType().equals("Add")) {
        skip(node, wiring).ifPresent(s -> branches.add(new Branch(node.getOutput(0), s)));
      }
    }
    return branches;
  }

  private static Optional<String> skip(NodeProto sum, Wiring wiring) {
    String one = sum.getInput(0);
    String other = sum.getInput(1);
    if (leadsTo(one, other, wiring)) {
      return Optional.of(one);
    }
    return leadsTo(other, one, wiring) ? Optional.of(other) : Optional.empty();
  }

  /** Whether a convolution lies on a way from one tensor to another. */
  private static boolean leadsTo(String from, String to, Wiring wiring) {
    if (wiring.producer(from).isEmpty()) {
      return false; // a constant, or the picture
    }
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(to));
    boolean convolves = false;
    while (!open.isEmpty()) {
      NodeProto node = wiring.producer(open.pop()).orElse(null);
      if (node == null) {
        continue;
      }
      convolves |= node.getOpType().equals("Conv");
      if (node.getInputList().contains(from)) {
        return convolves;
      }
      node.getInputList().stream().filter(seen::add).forEach(open::push);
    }
    return false;
  }

  /** The graph without some of them, and without what only they needed. */
  static Graph without(Graph graph, List<Branch> cut) {
    GraphProto.Builder body = graph.graph().toBuilder().clearNode();
    for (NodeProto node : graph.nodes()) {
      NodeProto.Builder rewired = node.toBuilder();
      for (int i = 0; i < node.getInputCount(); i++) {
        rewired.setInput(i, past(node.getInput(i), cut));
      }
      body.addNode(rewired);
    }
    return new DropUnused().apply(graph.withBody(body.build()));
  }

  private static String past(String tensor, List<Branch> cut) {
    String name = tensor;
    for (int i = cut.size() - 1; i >= 0; i--) {
      name = cut.get(i).sum().equals(name) ? cut.get(i).skip() : name;
    }
    return name;
  }
}
