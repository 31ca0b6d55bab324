package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What losses are written with: values, and gradients against finite differences. */
class TensorTest {

  private static final long[] SHAPE = {3, 4, 2};

  private static float[] values(long seed) {
    // Apart from each other and from the kinks of what is tested.
    List<Integer> order = new ArrayList<>(IntStream.range(0, 24).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    float[] values = new float[24];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.317f + 0.04f * order.get(i) + 0.001f * seed;
    }
    return values;
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfFunctionsOfOne() {
    Map<String, UnaryOperator<Tensor>> functions = new LinkedHashMap<>();
    functions.put("add number", x -> x.add(2));
    functions.put("sub number", x -> x.sub(2));
    functions.put("mul number", x -> x.mul(2));
    functions.put("div number", x -> x.div(2));
    functions.put("neg", Tensor::neg);
    functions.put("exp", Tensor::exp);
    functions.put("log", Tensor::log);
    functions.put("sqrt", Tensor::sqrt);
    functions.put("square", Tensor::square);
    functions.put("pow", x -> x.pow(1.7));
    functions.put("abs", x -> x.sub(0.82).abs());
    functions.put("atan", Tensor::atan);
    functions.put("sigmoid", Tensor::sigmoid);
    functions.put("softplus", Tensor::softplus);
    functions.put("relu", x -> x.sub(0.82).relu());
    functions.put("tanh", Tensor::tanh);
    functions.put("clamp", x -> x.clamp(0.5, 1.1));
    functions.put("sum", Tensor::sum);
    functions.put("sum of axes", x -> x.sum(0, -1));
    functions.put("mean", Tensor::mean);
    functions.put("mean of axes", x -> x.mean(1, 2));
    functions.put("max", x -> x.max(1));
    functions.put("softmax", x -> x.softmax(1));
    functions.put("logSoftmax", x -> x.logSoftmax(-1));
    functions.put("reshape", x -> x.reshape(6, -1));
    functions.put("transpose", x -> x.transpose(2, 0, 1));
    functions.put("slice", x -> x.slice(1, 1, 3));
    functions.put("rows", x -> x.rows(new int[] {2, 0, 2}));
    functions.put("pooled", x -> x.reshape(1, 3, 4, 2).pooled(2, 1));
    functions.put("concat with itself", x -> Tensor.concat(1, List.of(x, x.mul(3))));
    return functions.entrySet().stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.getKey(),
                    () ->
                        FiniteDifferences.check(
                            (scope, in) -> List.of(f.getValue().apply(in.get(0))),
                            List.of(new FiniteDifferences.Input(values(1), SHAPE, true)),
                            2)));
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfFunctionsOfTwo() {
    Map<String, BinaryOperator<Tensor>> functions = new LinkedHashMap<>();
    functions.put("add", Tensor::add);
    functions.put("sub", Tensor::sub);
    functions.put("mul", Tensor::mul);
    functions.put("div", Tensor::div);
    functions.put("minimum", Tensor::minimum);
    functions.put("maximum", Tensor::maximum);
    functions.put("matmul", (a, b) -> a.matmul(b.transpose(0, 2, 1)));
    functions.put(
        "conv",
        (a, b) -> a.reshape(1, 2, 3, 4).conv(b.reshape(24).slice(0, 0, 18).reshape(1, 2, 3, 3)));
    functions.put(
        "conv of points",
        (a, b) -> a.reshape(1, 2, 3, 4).conv(b.reshape(24).slice(0, 0, 6).reshape(3, 2, 1, 1)));
    functions.put("broadcast mul", (a, b) -> a.mul(b.slice(0, 0, 1).slice(2, 1, 2)));
    return functions.entrySet().stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.getKey(),
                    () ->
                        FiniteDifferences.check(
                            (scope, in) -> List.of(f.getValue().apply(in.get(0), in.get(1))),
                            List.of(
                                new FiniteDifferences.Input(values(3), SHAPE, true),
                                new FiniteDifferences.Input(values(17), SHAPE, true)),
                            5)));
  }

  @Test
  void values() {
    try (Scope scope = Scope.open()) {
      Tensor x = scope.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
      assertThat(x.sum(1).toFloats()).containsExactly(6, 15);
      assertThat(x.mean(0).toFloats()).containsExactly(2.5f, 3.5f, 4.5f);
      assertThat(x.max(1).toFloats()).containsExactly(3, 6);
      assertThat(x.transpose(1, 0).toFloats()).containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(x.slice(1, 1, 3).toFloats()).containsExactly(2, 3, 5, 6);
      assertThat(x.rows(new int[] {1, 0}).toFloats()).containsExactly(4, 5, 6, 1, 2, 3);
      assertThat(x.reshape(3, -1).shape()).containsExactly(3, 2);
      assertThat(x.matmul(x.transpose(1, 0)).toFloats()).containsExactly(14, 32, 32, 77);
      assertThat(x.reshape(1, 1, 2, 3).pooled(1, 3).toFloats()).containsExactly(2.5f, 3.5f, 4.5f);
      assertThat(scope.full(1, 1, 1, 2, 3).conv(scope.full(1, 1, 1, 3, 3)).toFloats())
          .containsExactly(4, 6, 4, 4, 6, 4);
      assertThat(x.softmax(1).sum().item()).isCloseTo(2, Offset.offset(1e-6));
      assertThat(scope.full(2.5, 2).toFloats()).containsExactly(2.5f, 2.5f);
      assertThat(Tensor.concat(0, List.of(x, x)).shape()).containsExactly(4, 3);
      assertThat(scope.tensor(new float[0], 0, 4).sum().item()).isZero();
    }
  }

  @Test
  void detachedTensorsPassNoGradient() {
    try (Scope scope = Scope.open()) {
      Tensor x = scope.tensor(new float[] {2}, 1);
      ai.djl.pytorch.jni.JniUtils.attachGradient(x.array(), true);
      x.mul(x.detach()).sum().backward();
      assertThat(x.gradient().toFloats()).containsExactly(2);
    }
  }

  @Test
  void scopesOwnWhatIsMadeInThem() {
    try (Scope outer = Scope.open()) {
      Tensor kept;
      Tensor lost;
      try (Scope inner = Scope.open()) {
        lost = inner.tensor(new float[] {1}, 1);
        kept = outer.keep(lost.add(1));
      }
      assertThat(kept.toFloats()).containsExactly(2);
      assertThatThrownBy(lost::toFloats).isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(Scope::current).hasMessageContaining("Scope.open()");
  }

  @Test
  void misuseIsNamed() {
    try (Scope scope = Scope.open()) {
      assertThatThrownBy(() -> scope.tensor(new float[3], 2, 2))
          .hasMessage("[2, 2] holds 4 values, not 3");
      assertThatThrownBy(() -> scope.full(1, 2).backward()).hasMessageContaining("no scalar");
      assertThatThrownBy(() -> scope.full(1, 2).item()).hasMessageContaining("not one value");
    }
  }
}
