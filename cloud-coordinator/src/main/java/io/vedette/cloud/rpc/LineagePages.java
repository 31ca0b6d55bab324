package io.vedette.cloud.rpc;

import io.vedette.cloud.lineage.LineageReader;
import io.vedette.proto.v1.LineageEdge;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.LineageNode;
import io.vedette.proto.v1.ManagementServiceGrpc;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of the lineage as a message: as much as fits into one answer, and how much is left out.
 */
final class LineagePages implements AnsweredCalls {

  private static final int MAX_NODE_BYTES = 96 << 10;
  private static final int MAX_EDGE_BYTES = 96 << 10;

  private final LineageReader reader;

  LineagePages(LineageReader reader) {
    this.reader = reader;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls.answer(
        ManagementServiceGrpc.getGetLineageMethod(),
        request -> write(reader.around(request.getReference())));
  }

  static LineageGraph write(io.vedette.registry.lineage.LineageGraph graph) {
    LineageGraph.Builder message = LineageGraph.newBuilder();
    Set<String> written = new HashSet<>();
    int bytes = 0;
    // Frames are the many: everything else comes before them.
    List<io.vedette.registry.lineage.LineageNode> nodes =
        graph.nodes().stream()
            .sorted(Comparator.comparing(node -> node.kind().equals("frame")))
            .toList();
    for (io.vedette.registry.lineage.LineageNode node : nodes) {
      LineageNode next =
          LineageNode.newBuilder()
              .setId(node.id())
              .setKind(node.kind())
              .setText(Texts.shortened(node.text()))
              .build();
      bytes += next.getSerializedSize();
      if (bytes <= MAX_NODE_BYTES) {
        message.addNodes(next);
        written.add(node.id());
      } else {
        message.setLeftOut(message.getLeftOut() + 1);
      }
    }
    bytes = 0;
    for (io.vedette.registry.lineage.LineageEdge edge : graph.edges()) {
      LineageEdge next = LineageEdge.newBuilder().setFrom(edge.from()).setTo(edge.to()).build();
      bytes += next.getSerializedSize();
      if (bytes <= MAX_EDGE_BYTES && written.contains(edge.from()) && written.contains(edge.to())) {
        message.addEdges(next);
      }
    }
    return message.build();
  }
}
