package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes internal tensors outputs of the graph, behind those that it has: for calibration. */
public record ExposeTensors(List<String> tensors) implements Pass {

  public ExposeTensors {
    tensors = List.copyOf(tensors);
  }

  public static ExposeTensors of(Collection<String> tensors) {
    return new ExposeTensors(List.copyOf(tensors));
  }

  /**
   * @throws IllegalArgumentException when the graph has no tensor of such a name
   */
  @Override
  public Graph apply(Graph graph) {
    GraphProto.Builder body = graph.graph().toBuilder();
    Set<String> present =
        graph.outputs().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
    Map<String, ValueInfoProto> known = new LinkedHashMap<>();
    body.getValueInfoList().forEach(v -> known.put(v.getName(), v));
    Wiring wiring = Wiring.of(graph);
    for (String tensor : tensors) {
      if (!present.add(tensor)) {
        continue;
      }
      if (wiring.producer(tensor).isEmpty()) {
        throw new IllegalArgumentException("no node of the graph makes a tensor '" + tensor + "'");
      }
      body.addOutput(
          known.getOrDefault(tensor, ValueInfoProto.newBuilder().setName(tensor).build()));
    }
    return graph.withBody(body.build());
  }
}
