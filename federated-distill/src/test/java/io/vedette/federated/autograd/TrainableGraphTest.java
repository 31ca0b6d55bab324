package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.Weights;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a graph says when it is asked for what it has not. */
class TrainableGraphTest {

  private static Graph graph() {
    return new Graphs(1)
        .input("x")
        .block("x", "a", 3, 4, 3, 1)
        .integers("shape", 1, -1)
        .node("Reshape", List.of("a", "shape"), List.of("y"))
        .output("y")
        .build();
  }

  @Test
  void internalTensorsAreGivenByName() throws Exception {
    try (TrainableGraph trainable = TrainableGraph.of(graph(), name -> false);
        Scope scope = Scope.open()) {
      Map<String, Tensor> results =
          trainable.forward(
              scope, Map.of("x", scope.full(1, 1, 3, 8, 8)), List.of("a.c", "y", "a.w"), Mode.EVAL);
      assertThat(results.keySet()).containsExactly("a.c", "y", "a.w");
      assertThat(results.get("a.c").shape()).containsExactly(1, 4, 8, 8);
      assertThat(results.get("y").shape()).containsExactly(1, 256);
    }
  }

  @Test
  void silusAreFusedUnlessTheirInsideIsWanted() throws Exception {
    try (TrainableGraph trainable = TrainableGraph.of(graph(), name -> true);
        Scope scope = Scope.open()) {
      Map<String, Tensor> inputs = Map.of("x", scope.full(0.5, 1, 3, 8, 8));
      Tensor fused = trainable.forward(scope, inputs, List.of("a"), Mode.EVAL).get("a");
      Map<String, Tensor> apart =
          trainable.forward(scope, inputs, List.of("a", "a.s", "a.n"), Mode.EVAL);
      float[] expected = apart.get("a.s").mul(apart.get("a.n")).toFloats();
      assertThat(apart.get("a").toFloats()).isEqualTo(expected);
      assertThat(fused.toFloats()).containsExactly(expected, Offset.offset(1e-6f));
    }
    FiniteDifferences.check(
        (scope, in) -> List.of(new Tensor(Script.SILU.apply(in.get(0).array()))),
        List.of(
            new FiniteDifferences.Input(
                new float[] {-3, -1, -0.2f, 0.1f, 0.5f, 2}, new long[] {6}, true)),
        1);
  }

  @Test
  void unknownOperatorsAreNamed() {
    Graph graph = new Graphs(1).input("x").node("Frobnicate", List.of("x"), List.of("y")).build();
    assertThatThrownBy(() -> TrainableGraph.of(graph, name -> true))
        .isInstanceOf(UnknownOperatorException.class)
        .hasMessage("Frobnicate 'frobnicate_0': operator Frobnicate is not supported in training");
  }

  @Test
  void inputsThatDoNotFitNameTheNode() throws Exception {
    try (TrainableGraph trainable = TrainableGraph.of(graph(), name -> true);
        Scope scope = Scope.open()) {
      assertThatThrownBy(
              () ->
                  trainable.forward(
                      scope, Map.of("x", scope.full(1, 1, 5, 8, 8)), List.of("y"), Mode.EVAL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Conv 'conv_0': ")
          .hasMessageContaining("(1, 5, 8, 8)");
      assertThatThrownBy(() -> trainable.forward(scope, Map.of(), List.of("y"), Mode.EVAL))
          .hasMessageContaining("its input x is not there");
      assertThatThrownBy(
              () ->
                  trainable.forward(
                      scope, Map.of("x", scope.full(1, 1, 3, 8, 8)), List.of("z"), Mode.EVAL))
          .hasMessage("the graph has no tensor z");
    }
  }

  @Test
  void weightsOfAnotherGraphAreRefusedWhole() throws Exception {
    try (TrainableGraph trainable = TrainableGraph.of(graph(), name -> true)) {
      Weights before = trainable.weights();
      Weights strange =
          new Weights(
              Map.of(
                  "a.beta", new Weights.Values(new long[] {4}, new float[] {1, 2, 3, 4}),
                  "a.w", new Weights.Values(new long[] {1}, new float[] {1})));
      assertThatThrownBy(() -> trainable.load(strange))
          .hasMessage("a.w has shape [4, 3, 3, 3], not [1]");
      assertThat(trainable.weights().byName().get("a.beta").data())
          .isEqualTo(before.byName().get("a.beta").data());
      assertThat(trainable.weights().byName()).doesNotContainKey("shape");
    }
  }

  @Test
  void scopesWithoutGradientsRecordNothing() throws Exception {
    try (TrainableGraph trainable = TrainableGraph.of(graph(), name -> true);
        Scope scope = Scope.withoutGradients()) {
      Tensor y =
          trainable
              .forward(scope, Map.of("x", scope.full(1, 1, 3, 8, 8)), List.of("y"), Mode.EVAL)
              .get("y");
      assertThatThrownBy(() -> y.sum().backward()).isInstanceOf(RuntimeException.class);
    }
  }
}
