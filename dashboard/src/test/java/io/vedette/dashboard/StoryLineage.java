package io.vedette.dashboard;

import io.vedette.proto.v1.LineageEdge;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.LineageNode;

/** What the {@link Story}'s newest version was made of. */
final class StoryLineage {

  private StoryLineage() {}

  static LineageGraph lineage() {
    LineageGraph.Builder graph = LineageGraph.newBuilder();
    node(graph, "version/student:2", "version", "student:2");
    node(graph, "version/student:3", "version", "student:3");
    node(graph, "round/r-2", "round", "r-2");
    node(graph, "distillation/d-1", "distillation", "d-1");
    node(graph, "rollout/rollout-2", "rollout", "rollout-2");
    node(graph, "device/line-1", "device", "line-1");
    for (int i = 1; i <= 3; i++) {
      node(graph, "update/u-" + i, "update", "line-" + i + ", 143 examples");
      edge(graph, "update/u-" + i, "round/r-2");
      for (int f = 0; f < 9; f++) {
        String frame = "frame/" + Integer.toHexString(0x1000 * i + f);
        node(graph, frame, "frame", "frame " + Integer.toHexString(0x1000 * i + f));
        edge(graph, frame, "update/u-" + i);
      }
    }
    edge(graph, "round/r-2", "distillation/d-1");
    edge(graph, "version/student:2", "round/r-2");
    edge(graph, "distillation/d-1", "version/student:3");
    edge(graph, "version/student:3", "rollout/rollout-2");
    edge(graph, "rollout/rollout-2", "device/line-1");
    return graph.build();
  }

  private static void node(LineageGraph.Builder graph, String id, String kind, String text) {
    graph.addNodes(LineageNode.newBuilder().setId(id).setKind(kind).setText(text));
  }

  private static void edge(LineageGraph.Builder graph, String from, String to) {
    graph.addEdges(LineageEdge.newBuilder().setFrom(from).setTo(to));
  }
}
