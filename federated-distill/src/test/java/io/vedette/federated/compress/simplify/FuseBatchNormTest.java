package io.vedette.federated.compress.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.compress.LivedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FuseBatchNormTest {

  @ParameterizedTest
  @ValueSource(strings = {"vedette-pico", "yolo11n"})
  void computesTheSameWithoutNormalisation(String architecture) throws Exception {
    Graph training = LivedIn.network(architecture);

    Graph fused = new FuseBatchNorm().apply(training);

    assertThat(LivedIn.count(training, "BatchNormalization")).isPositive();
    assertThat(LivedIn.count(fused, "BatchNormalization")).isZero();
    float[] before = LivedIn.run(training);
    float[] after = LivedIn.run(fused);
    for (int i = 0; i < before.length; i++) {
      assertThat(Math.abs(after[i] - before[i]))
          .as("value %d: %s and %s", i, before[i], after[i])
          .isLessThanOrEqualTo(1e-4f * Math.max(1, Math.abs(before[i])));
    }
  }

  @Test
  void leavesNothingBehind() {
    Graph training = LivedIn.network("vedette-pico");
    Graph fused = new FuseBatchNorm().apply(training);

    assertThat(fused.initializers().keySet()).noneMatch(name -> name.endsWith("running_mean"));
    assertThat(fused.metadata()).isEqualTo(training.metadata());
    assertThat(new FuseBatchNorm().apply(fused).toBytes()).isEqualTo(fused.toBytes());
  }

  @Test
  void leavesAConvolutionAloneWhoseRawOutputIsUsed() throws Exception {
    GraphBuilder g = new GraphBuilder("branch", 17);
    String x = g.input("images", 2, 3, LivedIn.SIZE, LivedIn.SIZE);
    String w = g.initializer("w", LivedIn.input(3, 1), 4096, 3, 1, 1);
    String raw = g.node("Conv", x, w).output("raw");
    float[] ones = new float[4096];
    java.util.Arrays.fill(ones, 2);
    String norm =
        g.node(
                "BatchNormalization",
                raw,
                g.initializer("gamma", ones, 4096),
                g.initializer("beta", ones, 4096),
                g.initializer("mean", ones, 4096),
                g.initializer("var", ones, 4096))
            .output("norm");
    g.output(g.node("Add", raw, norm).output("sum"), 2, 4096, LivedIn.SIZE, LivedIn.SIZE);
    Graph graph = g.build();

    assertThat(new FuseBatchNorm().apply(graph).nodes()).isEqualTo(graph.nodes());
  }
}
