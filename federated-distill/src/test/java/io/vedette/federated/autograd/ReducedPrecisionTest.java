package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bfloat16 changes in a network that learns, and what it leaves alone. */
class ReducedPrecisionTest {

  /** Where neighbouring numbers of 7 bits of mantissa are, relative to themselves, at most. */
  private static final double STEP = 1.0 / 128;

  /** Convolutions, and behind them operators of all three kinds. */
  private static Graph graph() {
    return new Graphs(1)
        .input("x")
        .block("x", "a", 3, 8, 3, 1)
        .block("a", "b", 8, 8, 3, 2)
        .weight("row", 1, 8, 1, 1)
        .node("Add", List.of("b", "row"), List.of("sum"))
        .node("Softplus", List.of("sum"), List.of("soft"))
        .node("Concat", List.of("soft", "b"), List.of("y"), Graphs.integer("axis", 1))
        .output("y")
        .build();
  }

  private record Outcome(float[] y, Map<String, float[]> gradients) {}

  private static Outcome run(ComputePrecision precision, Mode mode) throws Exception {
    try (TrainableGraph graph = TrainableGraph.of(graph(), name -> true, name -> false, precision);
        Scope scope = Scope.open()) {
      Tensor y =
          graph
              .forward(scope, Map.of("x", scope.tensor(noise(), 2, 3, 16, 16)), List.of("y"), mode)
              .get("y");
      y.square().mean().backward();
      Map<String, float[]> gradients = new TreeMap<>();
      graph.parameters().forEach((name, p) -> gradients.put(name, p.gradient().toFloats()));
      return new Outcome(y.toFloats(), gradients);
    }
  }

  private static float[] noise() {
    Random random = new Random(5);
    float[] values = new float[2 * 3 * 16 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  @Test
  void aNetworkThatLearnsComputesNearlyTheSame() throws Exception {
    Outcome wide = run(ComputePrecision.FLOAT32, Mode.TRAIN);
    Outcome narrow = run(ComputePrecision.BFLOAT16, Mode.TRAIN);
    assertThat(narrow.y).isNotEqualTo(wide.y);
    assertThat(distance(narrow.y, wide.y)).isLessThan(2 * STEP);
    assertThat(narrow.gradients.keySet()).isEqualTo(wide.gradients.keySet());
    narrow.gradients.forEach(
        (name, gradient) ->
            assertThat(distance(gradient, wide.gradients.get(name))).as(name).isLessThan(6 * STEP));
  }

  @Test
  void whatIsMeasuredOrDeployedIsComputedInFull() throws Exception {
    assertThat(run(ComputePrecision.BFLOAT16, Mode.EVAL).y)
        .isEqualTo(run(ComputePrecision.FLOAT32, Mode.EVAL).y);
  }

  /** A step of 1/1000 would be lost in a weight of 16 bits. */
  @Test
  void weightsKeepTheirDigits() throws Exception {
    try (TrainableGraph graph =
        TrainableGraph.of(graph(), name -> true, name -> false, ComputePrecision.BFLOAT16)) {
      Tensor gamma = graph.parameters().get("a.gamma");
      try (Scope scope = Scope.open()) {
        Tensor y =
            graph
                .forward(
                    scope,
                    Map.of("x", scope.tensor(noise(), 2, 3, 16, 16)),
                    List.of("y"),
                    Mode.TRAIN)
                .get("y");
        y.square().mean().backward();
        Optimizer optimizer =
            Sgd.over(Map.of("a.gamma", gamma), new Sgd.Settings(0, false, 0, 1e-3));
        optimizer.step(1);
        optimizer.close();
      }
      double moved = 0;
      for (float value : gamma.toFloats()) {
        moved += (value - 1) * (value - 1);
      }
      assertThat(Math.sqrt(moved)).isCloseTo(1e-3, Percentage.withPercentage(1));
    }
  }

  /** Every operator of the detectors that others export takes what the one before it gives. */
  @ParameterizedTest
  @ValueSource(strings = {"yolox_nano_416", "nanodet_m_320", "fastestdet_352"})
  void exportedDetectorsLearn(String name) throws Exception {
    Graph graph = Graph.read(Shared.file("models/" + name + ".onnx"));
    int size = Integer.parseInt(name.substring(name.lastIndexOf('_') + 1));
    List<String> outputs = graph.outputs().stream().map(o -> o.getName()).toList();
    try (TrainableGraph trainable =
            TrainableGraph.of(graph, any -> true, any -> false, ComputePrecision.BFLOAT16);
        Scope scope = Scope.open()) {
      Map<String, Tensor> made =
          trainable.forward(
              scope,
              Map.of(graph.inputs().get(0).getName(), scope.full(0.5, 1, 3, size, size)),
              outputs,
              Mode.TRAIN);
      Tensor total = scope.full(0);
      for (Tensor output : made.values()) {
        total = total.add(output.square().mean());
      }
      total.backward();
      assertThat(total.item()).isFinite();
    }
  }

  /** The length of the difference over the length. */
  private static double distance(float[] one, float[] other) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < one.length; i++) {
      difference += (one[i] - other[i]) * (double) (one[i] - other[i]);
      length += other[i] * (double) other[i];
    }
    return Math.sqrt(difference / length);
  }
}
