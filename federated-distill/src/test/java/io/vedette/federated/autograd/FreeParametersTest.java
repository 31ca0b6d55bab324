package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FreeParametersTest {

  @Test
  void anOptimizerMovesThoseThatAGradientReaches() {
    try (FreeParameters parameters = new FreeParameters()) {
      Tensor learnt = parameters.add("learnt", new float[] {1, 2}, 2);
      Tensor kept = parameters.add("kept", new float[] {3}, 1);
      try (Optimizer optimizer = Sgd.over(parameters.byName(), new Sgd.Settings(0, false, 0, 1e9));
          Scope scope = Scope.open()) {
        learnt.square().sum().backward();
        optimizer.step(0.25);
      }

      assertThat(learnt.toFloats()).containsExactly(0.5f, 1);
      assertThat(kept.toFloats()).containsExactly(3);
      assertThat(parameters.byName().keySet()).containsExactly("learnt", "kept");
    }
  }

  @Test
  void twoOfOneNameAreRefused() {
    try (FreeParameters parameters = new FreeParameters()) {
      parameters.add("adapter", new float[1], 1);

      assertThatThrownBy(() -> parameters.add("adapter", new float[1], 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("two parameters are called adapter");
    }
  }
}
