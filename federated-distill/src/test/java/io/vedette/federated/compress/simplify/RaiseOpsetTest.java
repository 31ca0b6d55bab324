package io.vedette.federated.compress.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.compress.LivedIn;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RaiseOpsetTest {

  /**
   * What of opset 11 is written otherwise since: a split in unequal parts, a softmax of the last
   * axis.
   */
  private static Graph old() {
    GraphBuilder g = new GraphBuilder("old", 11);
    String x = g.input("images", 2, 3, LivedIn.SIZE, LivedIn.SIZE);
    List<String> parts =
        g.node("Split", x).integer("axis", 1).ints("split", 1, 2).outputs("one", "two");
    String last = g.node("Transpose", parts.get(1)).ints("perm", 0, 2, 3, 1).output("last");
    String soft = g.node("Softmax", last).integer("axis", 3).output("soft");
    String sum = g.node("ReduceSum", soft).ints("axes", 3).integer("keepdims", 0).output("sum");
    String whole = g.node("Unsqueeze", sum).ints("axes", 1).output("whole");
    g.output(g.node("Mul", whole, parts.get(0)).output("y"), 2, 1, LivedIn.SIZE, LivedIn.SIZE);
    return g.build();
  }

  @Test
  void whatIsWrittenOtherwiseSinceMeansTheSame() throws Exception {
    Graph raised = new RaiseOpset().apply(old());

    assertThat(raised.opset()).isEqualTo(13);
    assertThat(LivedIn.run(raised)).isEqualTo(LivedIn.run(old()));
  }

  @Test
  void anEmptyListBecomesNoInput() throws Exception {
    GraphBuilder g = new GraphBuilder("old", 11);
    String x = g.input("images", 2, 3, LivedIn.SIZE, LivedIn.SIZE);
    String none = g.initializer("roi", new float[0], 0);
    String twice = g.initializer("scales", new float[] {1, 1, 2, 2}, 4);
    int side = 2 * LivedIn.SIZE;
    g.output(g.node("Resize", x, none, twice).output("y"), 2, 3, side, side);
    Graph old = g.build();

    Graph raised = new RaiseOpset().apply(old);

    assertThat(raised.nodes().get(0).getInputList()).containsExactly("images", "", "scales");
    assertThat(LivedIn.run(raised)).isEqualTo(LivedIn.run(old));
  }
}
