package io.vedette.registry.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LineageGraphTest {

  /** Two frames, two updates, one round, one version on two devices; a device gave the frames. */
  private final LineageGraph graph =
      LineageGraph.builder()
          .node(node("frame", "f1"))
          .node(node("frame", "f2"))
          .node(node("frame", "f3"))
          .node(node("update", "u1"))
          .node(node("update", "u2"))
          .node(node("round", "r1"))
          .node(node("version", "student:2"))
          .node(node("device", "a"))
          .edge("frame/f1", "update/u1")
          .edge("frame/f2", "update/u2")
          .edge("update/u1", "round/r1")
          .edge("update/u2", "round/r1")
          .edge("round/r1", "version/student:2")
          .edge("version/student:2", "device/a")
          .build();

  @Test
  void leadsBackToTheFrames() {
    assertThat(ids(graph.ancestors("version/student:2")))
        .containsExactly("round/r1", "update/u1", "update/u2", "frame/f1", "frame/f2");
  }

  @Test
  void leadsForthToTheDevices() {
    assertThat(ids(graph.descendants("frame/f1")))
        .containsExactly("update/u1", "round/r1", "version/student:2", "device/a");
    assertThat(graph.descendants("frame/f3")).isEmpty();
  }

  @Test
  void cutsOutWhatAThingHasToDoWith() {
    LineageGraph part = graph.around("update/u1");

    assertThat(part.nodes()).extracting(LineageNode::id).doesNotContain("frame/f2", "update/u2");
    assertThat(part.edges()).hasSize(4);
  }

  @Test
  void endsInACircle() {
    LineageGraph circle =
        LineageGraph.builder()
            .node(node("device", "a"))
            .node(node("frame", "f"))
            .edge("device/a", "frame/f")
            .edge("frame/f", "device/a")
            .build();

    assertThat(ids(circle.ancestors("device/a"))).containsExactly("frame/f");
  }

  @Test
  void hasNoLooseEnds() {
    assertThatThrownBy(() -> LineageGraph.builder().edge("a/b", "c/d").build())
        .isInstanceOf(IllegalStateException.class);
  }

  private static LineageNode node(String kind, String name) {
    return new LineageNode(kind, name, kind + " " + name);
  }

  private static List<String> ids(List<LineageNode> nodes) {
    return nodes.stream().map(LineageNode::id).toList();
  }
}
