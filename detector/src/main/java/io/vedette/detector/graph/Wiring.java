package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which node makes a tensor and which nodes take it. */
public final class Wiring {

  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Map<String, List<NodeProto>> consumers = new HashMap<>();

  private Wiring(Graph graph) {
    for (NodeProto node : graph.nodes()) {
      node.getOutputList().stream()
          .filter(name -> !name.isEmpty())
          .forEach(name -> producers.put(name, node));
      // a node that takes a tensor twice is one consumer
      node.getInputList().stream()
          .filter(name -> !name.isEmpty())
          .distinct()
          .forEach(name -> consumers.computeIfAbsent(name, n -> new ArrayList<>()).add(node));
    }
  }

  public static Wiring of(Graph graph) {
    return new Wiring(graph);
  }

  /** Empty for a graph input, an initializer, or an unknown name. */
  public Optional<NodeProto> producer(String tensor) {
    return Optional.ofNullable(producers.get(tensor));
  }

  /** In graph order; empty where nothing takes the tensor (a graph output may still be it). */
  public List<NodeProto> consumers(String tensor) {
    return List.copyOf(consumers.getOrDefault(tensor, List.of()));
  }
}
