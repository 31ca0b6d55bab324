package io.vedette.federated.train.fewshot;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Extends the nodes after the class logits of a graph to more channels: the shapes of reshapes, and
 * those of the graph's outputs.
 *
 * @param classes so far
 * @param added to them
 */
record DecodingExtension(int classes, int added) {

  /** Operators that take any number of channels. */
  private static final Set<String> ANY_CHANNELS = Set.of("Concat", "Sigmoid", "Identity");

  Graph apply(Graph graph, Collection<String> logits) throws DetectorException {
    Map<String, TensorProto> shapes = new HashMap<>();
    Set<String> behind = behind(graph, logits, shapes);
    Graph reshaped = graph.withInitializers(shapes);
    GraphProto.Builder body = reshaped.graph().toBuilder().clearValueInfo();
    graph.graph().getValueInfoList().stream()
        .filter(value -> !behind.contains(value.getName()))
        .forEach(body::addValueInfo);
    for (var output : body.getOutputBuilderList()) {
      if (behind.contains(output.getName())) {
        Dimension.Builder channels =
            output.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilder(1);
        channels.setDimValue(channels.getDimValue() + added);
      }
    }
    return reshaped.withBody(body.build());
  }

  /** Names of the tensors that get more channels. */
  private Set<String> behind(
      Graph graph, Collection<String> logits, Map<String, TensorProto> shapes)
      throws DetectorException {
    Wiring wiring = Wiring.of(graph);
    Set<String> seen = new HashSet<>(logits);
    Deque<String> open = new ArrayDeque<>(logits);
    while (!open.isEmpty()) {
      for (NodeProto node : wiring.consumers(open.pop())) {
        if (node.getOpType().equals("Reshape")) {
          TensorProto shape = wider(node, graph, wiring);
          shapes.put(shape.getName(), shape);
        } else if (!ANY_CHANNELS.contains(node.getOpType())) {
          throw refused(node);
        }
        node.getOutputList().stream().filter(seen::add).forEach(open::push);
      }
    }
    return seen;
  }

  private TensorProto wider(NodeProto reshape, Graph graph, Wiring wiring)
      throws DetectorException {
    String name = reshape.getInput(1);
    TensorProto shape = graph.initializers().get(name);
    if (shape == null || wiring.consumers(name).size() != 1) {
      throw refused(reshape);
    }
    long[] sizes = Tensors.longs(shape);
    if (sizes.length < 2 || sizes[1] != classes) {
      throw refused(reshape);
    }
    sizes[1] += added;
    return Tensors.of(name, sizes, sizes.length);
  }

  private static DetectorException refused(NodeProto node) {
    return new DetectorException(
        "no classes can be added: "
            + node.getOpType()
            + " '"
            + node.getName()
            + "' behind the class logits is not known to take more of them");
  }
}
