package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.graph.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainableParametersTest {

  private final GraphBuilder graph = new GraphBuilder("exported", 13);
  private final String x = graph.input("x", 1, 2, 4, 4);

  @Test
  void weightsAreFoundThroughWhatExportersPutBetween() {
    String shared = graph.initializer("shared", new float[4], 2, 2, 1, 1);
    String copy = graph.node("Identity", shared).output("copy");
    String a = graph.node("Conv", x, copy).output("a");
    String bias = graph.initializer("bias", new float[2], 1, 2, 1, 1);
    graph.node("Add", bias, a).output("y");

    assertThat(TrainableParameters.of(graph.build(), List.of("y")))
        .containsExactlyInAnyOrder("shared", "bias");
  }

  @Test
  void placesOfCellsAndFactorsStayAsTheyAre() {
    String weight = graph.initializer("weight", new float[4], 2, 2, 1, 1);
    String a = graph.node("Conv", x, weight).output("a");
    String two = graph.initializer("two", new float[] {2}, 1);
    String twice = graph.node("Mul", a, two).output("twice");
    String cells = graph.initializer("cells", new float[32], 1, 2, 4, 4);
    graph.node("Add", twice, cells).output("y");

    assertThat(TrainableParameters.of(graph.build(), List.of("y"))).containsExactly("weight");
  }

  @Test
  void weightsThatConstantNodesGiveBecomeInitializers() {
    String weight = graph.initializer("weight", new float[4], 2, 2, 1, 1);
    graph.output(graph.node("Conv", x, weight).output("y"), 1, 2, 4, 4);
    Graph plain = graph.build();
    NodeProto constant =
        NodeProto.newBuilder()
            .setOpType("Constant")
            .addOutput("weight")
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("value")
                    .setType(AttributeProto.AttributeType.TENSOR)
                    .setT(Tensors.of("", new float[4], 2, 2, 1, 1)))
            .build();
    Graph exported =
        plain.withBody(
            plain.graph().toBuilder()
                .clearInitializer()
                .clearNode()
                .addNode(constant)
                .addAllNode(plain.nodes())
                .build());

    Graph open = new ConstantsAsInitializers().apply(exported);

    assertThat(open.graph()).isEqualTo(plain.graph());
    assertThat(TrainableParameters.of(open, List.of("y"))).containsExactly("weight");
  }

  @Test
  void theFirstLayerIsKnownByThePixelsItSees() {
    String corner = graph.node("Identity", x).output("corner");
    String both = graph.node("Concat", corner, x).integer("axis", 1).output("both");
    String first = graph.initializer("first", new float[8], 2, 4, 1, 1);
    String a = graph.node("Conv", both, first).output("a");
    String second = graph.initializer("second", new float[4], 2, 2, 1, 1);
    graph.node("Conv", a, second).output("y");
    InputSpec scaled = InputSpec.standard("x", 4, 4);
    InputSpec raw =
        new InputSpec(
            "x", 4, 4, scaled.colorOrder(), 1, scaled.mean(), scaled.std(), scaled.fit(), 114);

    assertThat(UnnormalizedInput.seenBy(graph.build(), raw)).containsExactly("first");
    assertThat(UnnormalizedInput.seenBy(graph.build(), scaled)).isEmpty();
  }
}
