package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each step is what the optimizer's formula says, computed here a second time in plain doubles. */
class OptimizerTest {

  private static final double[] MATRIX = {0.5, -1.0, 2.0, 0.25};
  private static final double[] BIAS = {0.1, -0.2};

  /** Of the gradients of all parameters together. */
  private static final double NORM = Math.sqrt(12);

  /** y = x w + b, and a parameter that is never used. */
  private static Graph graph() {
    return new Graphs(1)
        .input("x")
        .floats("w", new float[] {0.5f, -1.0f, 2.0f, 0.25f}, 2, 2)
        .floats("b", new float[] {0.1f, -0.2f}, 2)
        .floats("unused", new float[] {7}, 1, 1)
        .node("Gemm", List.of("x", "w", "b"), List.of("y"))
        .output("y")
        .build();
  }

  private interface Maker {
    Optimizer over(Map<String, Tensor> parameters);
  }

  /** Three steps along constant gradients: of w {1, 1, 2, 2}, of b {1, 1}. */
  private static void check(
      Maker maker,
      double norm,
      BiConsumer<double[], double[]> matrixStep,
      BiConsumer<double[], double[]> biasStep)
      throws Exception {
    double[] w = MATRIX.clone();
    double[] b = BIAS.clone();
    try (TrainableGraph graph = TrainableGraph.of(graph(), name -> true);
        Optimizer optimizer = maker.over(graph.parameters())) {
      for (int i = 0; i < 3; i++) {
        try (Scope scope = Scope.open()) {
          Map<String, Tensor> inputs = Map.of("x", scope.tensor(new float[] {1, 2}, 1, 2));
          graph.forward(scope, inputs, List.of("y"), Mode.TRAIN).get("y").sum().backward();
        }
        assertThat(optimizer.step(0.1)).isCloseTo(norm, Offset.offset(1e-5));
        matrixStep.accept(w, new double[] {1, 1, 2, 2});
        biasStep.accept(b, new double[] {1, 1});
        near(graph, "w", w);
        near(graph, "b", b);
      }
      near(graph, "unused", new double[] {7});
    }
  }

  private static void near(TrainableGraph graph, String name, double[] expected) {
    float[] actual = graph.weights().byName().get(name).data();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as(name).isCloseTo(expected[i], Offset.offset(1e-5));
    }
  }

  private static BiConsumer<double[], double[]> sgd(
      double momentum, boolean nesterov, double decay, double clip) {
    double[] v = new double[4];
    return (values, gradient) -> {
      for (int i = 0; i < values.length; i++) {
        double g = gradient[i] * clip + decay * values[i];
        v[i] = momentum * v[i] + g;
        values[i] -= 0.1 * (nesterov ? g + momentum * v[i] : v[i]);
      }
    };
  }

  @Test
  void sgdWithNesterovMomentum() throws Exception {
    check(
        p -> Sgd.over(p, new Sgd.Settings(0.9, true, 0.05, Double.POSITIVE_INFINITY)),
        NORM,
        sgd(0.9, true, 0.05, 1),
        sgd(0.9, true, 0, 1));
  }

  @Test
  void sgdWithMomentumAndClipping() throws Exception {
    check(
        p -> Sgd.over(p, new Sgd.Settings(0.9, false, 0.05, 1)),
        NORM,
        sgd(0.9, false, 0.05, 1 / NORM),
        sgd(0.9, false, 0, 1 / NORM));
  }

  private static BiConsumer<double[], double[]> adam(double decay) {
    double[] m = new double[4];
    double[] s = new double[4];
    int[] step = new int[1];
    return (values, gradient) -> {
      step[0]++;
      for (int i = 0; i < values.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
        s[i] = 0.99 * s[i] + 0.01 * gradient[i] * gradient[i];
        double mean = m[i] / (1 - Math.pow(0.9, step[0]));
        double root = Math.sqrt(s[i] / (1 - Math.pow(0.99, step[0])));
        values[i] -= 0.1 * (mean / (root + 1e-8) + decay * values[i]);
      }
    };
  }

  @Test
  void adamWithDecoupledDecay() throws Exception {
    check(
        p -> AdamW.over(p, new AdamW.Settings(0.9, 0.99, 1e-8, 0.05, Double.POSITIVE_INFINITY)),
        NORM,
        adam(0.05),
        adam(0));
  }

  @Test
  void anotherOptimizerGoesOnWithTheMemoryOfOneEvenWhereNoGradientComes() throws Exception {
    Sgd.Settings settings = new Sgd.Settings(0.9, true, 0.05, Double.POSITIVE_INFINITY);
    try (TrainableGraph first = TrainableGraph.of(graph(), name -> true);
        TrainableGraph second = TrainableGraph.of(graph(), name -> true);
        Optimizer one = Sgd.over(first.parameters(), settings);
        Optimizer other = Sgd.over(second.parameters(), settings)) {
      try (Scope scope = Scope.open()) {
        Map<String, Tensor> inputs = Map.of("x", scope.tensor(new float[] {1, 2}, 1, 2));
        first.forward(scope, inputs, List.of("y"), Mode.TRAIN).get("y").sum().backward();
      }
      one.step(0.1);
      second.load(first.weights());
      other.load(one.state());

      one.step(0.1);
      other.step(0.1);

      for (String name : List.of("w", "b", "unused")) {
        assertThat(second.weights().byName().get(name).data())
            .isEqualTo(first.weights().byName().get(name).data());
      }
      near(second, "unused", new double[] {7});
    }
  }
}
