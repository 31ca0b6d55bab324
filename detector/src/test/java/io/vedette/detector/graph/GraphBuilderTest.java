package io.vedette.detector.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphBuilderTest {

  private static Graph convolution() {
    GraphBuilder g = new GraphBuilder("tiny", 17);
    String x = g.input("x", "batch", 3, 8, 8);
    String w = g.initializer("w", new float[2 * 3 * 3 * 3], 2, 3, 3, 3);
    String y = g.node("Conv", x, w).ints("pads", 1, 1, 1, 1).integer("group", 1).output("y");
    g.output(g.node("LeakyRelu", y).number("alpha", 0.1f).output("z"), "batch", 2, 8, 8);
    g.metadata("who", "me");
    return g.build();
  }

  @Test
  void aGraphComesBackFromItsFileAsItWasBuilt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tiny.onnx");
    convolution().write(file);
    Graph graph = Graph.read(file);
    assertThat(graph.opset()).isEqualTo(17);
    assertThat(graph.metadata()).containsEntry("who", "me");
    assertThat(graph.inputs()).extracting(ValueInfoProto::getName).containsExactly("x");
    assertThat(Shape.of(graph.outputs().get(0))).hasToString("[?, 2, 8, 8]");
    Attributes conv = Attributes.of(graph.nodes().get(0));
    assertThat(conv.integers("pads")).containsExactly(1, 1, 1, 1);
    assertThat(conv.integers("strides", 1, 1)).containsExactly(1, 1);
    assertThat(Attributes.of(graph.nodes().get(1)).number("alpha", 0)).isEqualTo(0.1f);
  }

  @Test
  void wiringTellsWhoMakesAndWhoTakesATensor() {
    Wiring wiring = Wiring.of(convolution());
    assertThat(wiring.producer("y").orElseThrow().getOpType()).isEqualTo("Conv");
    assertThat(wiring.producer("x")).isEmpty();
    assertThat(wiring.consumers("y")).extracting(n -> n.getOpType()).containsExactly("LeakyRelu");
    assertThat(wiring.consumers("z")).isEmpty();
  }

  @Test
  void exposedTensorsBecomeOutputsOnce() {
    Graph graph = ExposeTensors.of(List.of("y", "z", "y")).apply(convolution());
    assertThat(graph.outputs()).extracting(ValueInfoProto::getName).containsExactly("z", "y");
    assertThatThrownBy(() -> ExposeTensors.of(List.of("nowhere")).apply(graph))
        .hasMessageContaining("nowhere");
  }

  @Test
  void initializersAreReplacedByName() {
    float[] ones = new float[54];
    java.util.Arrays.fill(ones, 1);
    Graph graph = convolution().withInitializers(Map.of("w", Tensors.of("w", ones, 2, 3, 3, 3)));
    assertThat(Tensors.floats(graph.initializers().get("w"))).containsExactly(ones);
    assertThatThrownBy(() -> graph.withInitializers(Map.of("v", Tensors.of("v", ones, 54))))
        .hasMessageContaining("[v]");
  }

  @Test
  void aMistakeIsFoundWhereItIsMade() {
    GraphBuilder g = new GraphBuilder("wrong", 17);
    g.input("x", 1);
    assertThatThrownBy(() -> g.node("Relu", "y").output("z")).hasMessageContaining("'y'");
    assertThatThrownBy(() -> g.node("Relu", "x").output("x")).hasMessageContaining("twice");
    assertThatThrownBy(() -> g.output("nowhere")).hasMessageContaining("nowhere");
  }

  @Test
  void whatIsNoModelIsRefusedInOneLine(@TempDir Path folder) {
    assertThatThrownBy(() -> Graph.parse("<html>".getBytes(), "page.html"))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("page.html: no ONNX model")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Graph.parse(new byte[0], "empty")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Graph.read(folder.resolve("no.onnx"))).hasMessageContaining("no such");
  }
}
