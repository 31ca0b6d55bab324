package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole graphs learn: losses fall, statistics move, weights come back into the file. */
class TrainingTest {

  private static Graph classifier() {
    return new Graphs(1)
        .input("x")
        .block("x", "a", 3, 8, 3, 2)
        .block("a", "b", 8, 8, 3, 2)
        .node("GlobalAveragePool", List.of("b"), List.of("p"))
        .node("Flatten", List.of("p"), List.of("f"))
        .weight("head.w", 0.3, 8, 2)
        .constant("head.b", 0, 2)
        .node("Gemm", List.of("f", "head.w", "head.b"), List.of("y"))
        .output("y")
        .build();
  }

  /** Mean cross entropy of: is the first channel brighter than the second? */
  private static Tensor loss(TrainableGraph graph, Scope scope, Random random, Mode mode) {
    int batch = 16;
    float[] pixels = new float[batch * 3 * 16 * 16];
    float[] target = new float[batch * 2];
    for (int i = 0; i < batch; i++) {
      int label = random.nextInt(2);
      target[i * 2 + label] = 1;
      for (int c = 0; c < 3; c++) {
        for (int p = 0; p < 256; p++) {
          pixels[(i * 3 + c) * 256 + p] = (float) (random.nextGaussian() + (c == label ? 0.5 : 0));
        }
      }
    }
    Tensor y =
        graph
            .forward(scope, Map.of("x", scope.tensor(pixels, batch, 3, 16, 16)), List.of("y"), mode)
            .get("y");
    return y.logSoftmax(1).mul(scope.tensor(target, batch, 2)).sum(1).neg().mean();
  }

  private static void learns(Function<Map<String, Tensor>, Optimizer> optimizer, double rate)
      throws Exception {
    try (TrainableGraph graph = TrainableGraph.of(classifier(), name -> true);
        Optimizer steps = optimizer.apply(graph.parameters())) {
      Random random = new Random(3);
      double first = 0;
      double last = 0;
      for (int i = 0; i < 40; i++) {
        try (Scope scope = Scope.open()) {
          Tensor loss = loss(graph, scope, random, Mode.TRAIN);
          loss.backward();
          steps.step(rate);
          last = loss.item();
          first = i == 0 ? last : first;
        }
      }
      assertThat(last).isLessThan(first / 4);
      try (Scope scope = Scope.withoutGradients()) {
        assertThat(loss(graph, scope, random, Mode.EVAL).item()).isLessThan(first / 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sgdLearns(boolean nesterov) throws Exception {
    learns(p -> Sgd.over(p, new Sgd.Settings(0.9, nesterov, 5e-4, 10)), 0.1);
  }

  @Test
  void adamLearns() throws Exception {
    learns(p -> AdamW.over(p, new AdamW.Settings(0.9, 0.999, 1e-8, 0.01, 10)), 0.02);
  }

  @Test
  void runningStatisticsFollowTheBatches() throws Exception {
    Graph graph = new Graphs(2).input("x").block("x", "a", 3, 4, 1, 1).output("a").build();
    try (TrainableGraph trainable = TrainableGraph.of(graph, name -> true);
        Scope scope = Scope.open()) {
      assertThat(trainable.parameters()).containsOnlyKeys("a.w", "a.gamma", "a.beta");
      Random random = new Random(4);
      float[] pixels = new float[2 * 3 * 4];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (float) random.nextGaussian();
      }
      Map<String, Tensor> inputs = Map.of("x", scope.tensor(pixels, 2, 3, 2, 2));
      Tensor c = trainable.forward(scope, inputs, List.of("a.c"), Mode.EVAL).get("a.c");
      Map<String, Weights.Values> before = trainable.weights().byName();
      trainable.forward(scope, inputs, List.of("a"), Mode.EVAL);
      assertThat(trainable.weights().byName().get("a.mean").data())
          .isEqualTo(before.get("a.mean").data());
      trainable.forward(scope, inputs, List.of("a"), Mode.TRAIN);
      Map<String, Weights.Values> after = trainable.weights().byName();
      float[] means = c.mean(0, 2, 3).toFloats();
      for (int i = 0; i < 4; i++) {
        // ONNX's momentum 0.97 keeps 0.97 of what was there.
        assertThat(after.get("a.mean").data()[i]).isCloseTo(0.03f * means[i], Offset.offset(1e-6f));
        assertThat(after.get("a.var").data()[i]).isBetween(0.9f, 1.5f).isNotEqualTo(1f);
      }
    }
  }

  @Test
  void weightsGoThroughTheFile() throws Exception {
    Graph graph = classifier();
    try (TrainableGraph first = TrainableGraph.of(graph, name -> true);
        TrainableGraph second = TrainableGraph.of(graph, name -> false);
        Scope scope = Scope.open();
        Optimizer steps =
            Sgd.over(first.parameters(), new Sgd.Settings(0, false, 0, Double.MAX_VALUE))) {
      loss(first, scope, new Random(5), Mode.TRAIN).backward();
      assertThat(steps.step(0.1)).isPositive();
      Graph written = Graph.parse(GraphWeights.into(graph, first.weights()).toBytes(), "test");
      assertThat(written.initializers().keySet()).isEqualTo(graph.initializers().keySet());
      second.load(first.weights());
      double there = loss(first, scope, new Random(6), Mode.EVAL).item();
      assertThat(loss(second, scope, new Random(6), Mode.EVAL).item()).isEqualTo(there);
      try (TrainableGraph third = TrainableGraph.of(written, name -> false)) {
        assertThat(loss(third, scope, new Random(6), Mode.EVAL).item()).isEqualTo(there);
      }
    }
  }
}
