package io.vedette.federated.compress.simplify;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.graph.Pass;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the mean of a distribution over distance bins by its parts: {@code sum(w softmax(x)) =
 * sum(w e^(x - max x)) / sum(e^(x - max x))}. A softmax over a handful of bins, thousands of times,
 * costs ONNX Runtime as much as a tenth of a small detector; exponentials of a whole tensor and two
 * convolutions cost next to nothing. The graph computes the same but for the last digit.
 */
public final class ExpandExpectation implements Pass {

  /** Before, a softmax went over all axes from its own on. */
  private static final int SOFTMAX_OF_ONE_AXIS = 13;

  /** From here on a reduction takes its axes as a tensor. */
  private static final int REDUCED_BY_TENSOR = 18;

  @Override
  public Graph apply(Graph graph) {
    if (graph.opset() < SOFTMAX_OF_ONE_AXIS) {
      return graph;
    }
    Wiring wiring = Wiring.of(graph);
    Set<String> wanted = new HashSet<>();
    graph.outputs().forEach(output -> wanted.add(output.getName()));
    Map<NodeProto, NodeProto> means = new HashMap<>();
    for (NodeProto node : graph.nodes()) {
      if (node.getOpType().equals("Softmax")
          && Attributes.of(node).integer("axis", -1) == 1
          && !wanted.contains(node.getOutput(0))) {
        mean(wiring.consumers(node.getOutput(0)), graph.initializers())
            .ifPresent(mean -> means.put(node, mean));
      }
    }
    Set<NodeProto> gone = new HashSet<>(means.values());
    GraphProto.Builder body = graph.graph().toBuilder().clearNode();
    for (NodeProto node : graph.nodes()) {
      NodeProto mean = means.get(node);
      if (mean != null) {
        expand(node, mean, graph, body);
      } else if (!gone.contains(node)) {
        body.addNode(node);
      }
    }
    return means.isEmpty() ? graph : graph.withBody(body.build());
  }

  /** The one convolution that weighs the bins, and does nothing else. */
  private static Optional<NodeProto> mean(
      List<NodeProto> consumers, Map<String, TensorProto> initializers) {
    if (consumers.size() != 1 || !consumers.get(0).getOpType().equals("Conv")) {
      return Optional.empty();
    }
    NodeProto conv = consumers.get(0);
    TensorProto weights = initializers.get(conv.getInput(1));
    boolean mean =
        weights != null
            && conv.getInputCount() == 2
            && Tensors.isFloat(weights)
            && Attributes.of(conv).integer("group", 1) == 1
            && weights.getDimsCount() == 4
            && weights.getDims(0) == 1
            && weights.getDims(2) == 1
            && weights.getDims(3) == 1;
    return mean ? Optional.of(conv) : Optional.empty();
  }

  private static void expand(
      NodeProto softmax, NodeProto mean, Graph graph, GraphProto.Builder body) {
    String x = softmax.getInput(0);
    String name = softmax.getOutput(0);
    TensorProto weights = Objects.requireNonNull(graph.initializers().get(mean.getInput(1)));
    float[] ones = new float[(int) weights.getDims(1)];
    Arrays.fill(ones, 1);
    body.addInitializer(Tensors.of(name + ".ones", ones, Tensors.shape(weights)));

    body.addNode(most(x, name, graph.opset(), body));
    body.addNode(NodeBuilder.of("Sub", x, name + ".most").build(name + ".below"));
    body.addNode(NodeBuilder.of("Exp", name + ".below").build(name + ".exponential"));
    body.addNode(sum(mean, name + ".exponential", mean.getInput(1), name + ".weighed"));
    body.addNode(sum(mean, name + ".exponential", name + ".ones", name + ".total"));
    body.addNode(
        NodeBuilder.of("Div", name + ".weighed", name + ".total").build(mean.getOutput(0)));
  }

  private static NodeProto most(String x, String name, int opset, GraphProto.Builder body) {
    String most = name + ".most";
    if (opset < REDUCED_BY_TENSOR) {
      return NodeBuilder.of("ReduceMax", x).ints("axes", 1).build(most);
    }
    body.addInitializer(Tensors.of(name + ".axes", new long[] {1}, 1));
    return NodeBuilder.of("ReduceMax", x, name + ".axes").build(most);
  }

  /** The convolution that weighs the bins, with other bins and weights. */
  private static NodeProto sum(NodeProto mean, String bins, String weights, String output) {
    return mean.toBuilder()
        .setName(output)
        .setInput(0, bins)
        .setInput(1, weights)
        .setOutput(0, output)
        .build();
  }
}
