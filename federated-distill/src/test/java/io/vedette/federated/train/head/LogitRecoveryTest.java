package io.vedette.federated.train.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.GraphBuilder;
import org.junit.jupiter.api.Test;

class LogitRecoveryTest {

  private final GraphBuilder graph = new GraphBuilder("scores", 13);
  private final String x = graph.input("x", 1, 6, 2, 2);

  @Test
  void whatMovesScoresMovesTheirLogits() throws Exception {
    String boxes = graph.node("Tanh", x).output("boxes");
    String scores = graph.node("Sigmoid", x).output("scores");
    String both = graph.node("Concat", boxes, scores).integer("axis", 1).output("both");
    graph.node("Transpose", both).ints("perm", 0, 2, 3, 1).output("output");

    LogitRecovery logits = new LogitRecovery(graph.build());

    assertThat(logits.of("output")).isEqualTo("unsquashed/output");
    assertThat(logits.added())
        .extracting(NodeProto::getOpType)
        .containsExactly("Concat", "Transpose");
    assertThat(logits.added().get(0).getInputList()).containsExactly("boxes", "x");
    assertThat(logits.added().get(1).getInputList()).containsExactly("unsquashed/both");
  }

  @Test
  void aSigmoidAtTheVeryEndNeedsNoNodes() throws Exception {
    graph.node("Sigmoid", x).output("output");

    LogitRecovery logits = new LogitRecovery(graph.build());

    assertThat(logits.of("output")).isEqualTo("x");
    assertThat(logits.added()).isEmpty();
  }

  @Test
  void workOnScoresIsNamed() {
    String scores = graph.node("Sigmoid", x).output("scores");
    String product = graph.node("Mul", scores, scores).named("times").output("product");
    graph.node("Transpose", product).ints("perm", 0, 2, 3, 1).output("output");

    assertThatThrownBy(() -> new LogitRecovery(graph.build()).of("output"))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("'output' cannot be trained")
        .hasMessageContaining("comes of Mul 'times'");
  }
}
