package io.vedette.federated.compress.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.compress.LivedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpandExpectationTest {

  @ParameterizedTest
  @ValueSource(strings = {"vedette-pico", "yolo11n"})
  void computesTheSameWithoutTheSoftmaxOverBins(String architecture) throws Exception {
    Graph training = LivedIn.network(architecture);

    Graph expanded = new ExpandExpectation().apply(training);

    assertThat(LivedIn.count(expanded, "Softmax"))
        .as("attention's own stays")
        .isEqualTo(LivedIn.count(training, "Softmax") - 1);
    float[] before = LivedIn.run(training);
    float[] after = LivedIn.run(expanded);
    for (int i = 0; i < before.length; i++) {
      assertThat(Math.abs(after[i] - before[i]))
          .as("value %d: %s and %s", i, before[i], after[i])
          .isLessThanOrEqualTo(1e-4f * Math.max(1, Math.abs(before[i])));
    }
  }

  /** Opset 13 takes the axes of a reduction as an attribute, 18 as a tensor. */
  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void largeLogitsDoNotOverflow(int opset) throws Exception {
    Graph graph = expectation(opset, false);

    Graph expanded = new ExpandExpectation().apply(graph);

    assertThat(expanded).isNotSameAs(graph);
    assertThat(LivedIn.run(expanded)).containsExactly(LivedIn.run(graph), within(1e-6f));
  }

  @Test
  void aSoftmaxThatIsAnOutputStays() {
    Graph graph = expectation(17, true);

    assertThat(new ExpandExpectation().apply(graph)).isSameAs(graph);
  }

  /** Two distributions over three bins: one far beyond what an exponential bears, one flat. */
  private static Graph expectation(int opset, boolean sharesAreAnswer) {
    GraphBuilder g = new GraphBuilder("expectation", opset);
    String x = g.input("images", 2, 3, LivedIn.SIZE, LivedIn.SIZE);
    String logits = g.initializer("logits", new float[] {500, 0, 0, 0, -300, 0}, 1, 3, 1, 2);
    String shares = g.node("Softmax", logits).integer("axis", 1).output("shares");
    String bins = g.initializer("bins", new float[] {0, 1, 2}, 1, 3, 1, 1);
    g.output(g.node("Conv", shares, bins).ints("kernel_shape", 1, 1).output("mean"), 1, 1, 1, 2);
    if (sharesAreAnswer) {
      g.output(shares, 1, 3, 1, 2);
    }
    g.output(g.node("Relu", x).output("unused"), 2, 3, LivedIn.SIZE, LivedIn.SIZE);
    return g.build();
  }
}
