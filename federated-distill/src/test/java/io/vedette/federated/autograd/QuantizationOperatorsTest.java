package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.graph.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantizationOperatorsTest {

  private static final int CHANNELS = 3;
  private static final int VALUES = 40;

  /** x, rounded with a step per channel of axis 0 and a zero point of 8 bits. */
  private static Graph rounding(float[] steps, TensorProto.DataType type, int zero) {
    GraphBuilder g = new GraphBuilder("rounding", 13);
    String x = g.input("x", CHANNELS, VALUES);
    byte[] zeros = new byte[steps.length];
    Arrays.fill(zeros, (byte) zero);
    String step =
        steps.length == 1
            ? g.initializer("step", steps)
            : g.initializer("step", steps, steps.length);
    String point =
        g.initializer(
            steps.length == 1
                ? Tensors.of("zero", type, ByteBuffer.wrap(zeros))
                : Tensors.of("zero", type, ByteBuffer.wrap(zeros), steps.length));
    String codes = g.node("QuantizeLinear", x, step, point).integer("axis", 0).output("codes");
    g.output(
        g.node("DequantizeLinear", codes, step, point).integer("axis", 0).output("y"),
        CHANNELS,
        VALUES);
    return g.build();
  }

  private static float[] values(long seed) {
    Random random = new Random(seed);
    float[] values = new float[CHANNELS * VALUES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextGaussian());
    }
    return values;
  }

  private record Gradients(float[] y, float[] x, float[] step) {}

  /** Of the sum of w y. */
  private static Gradients gradients(Graph graph, float[] x, float[] w, String... wanted)
      throws Exception {
    try (TrainableGraph trainable = TrainableGraph.of(graph, "step"::equals);
        FreeParameters given = new FreeParameters();
        Scope scope = Scope.open()) {
      Tensor input = given.add("x", x, CHANNELS, VALUES);
      Tensor here = input.mul(1);
      List<String> all = new ArrayList<>(List.of(wanted));
      all.add("y");
      Tensor y = trainable.forward(scope, Map.of("x", here), all, Mode.TRAIN).get("y");
      y.mul(scope.tensor(w, CHANNELS, VALUES)).sum().backward();
      return new Gradients(
          y.toFloats(),
          input.gradient().toFloats(),
          trainable.parameters().get("step").gradient().toFloats());
    }
  }

  @Test
  void gradientsOfAStepPerChannelAreThoseOfThePaper() throws Exception {
    float[] steps = {0.01f, 0.03f, 0.1f};
    float[] x = values(1);
    float[] w = values(2);

    Gradients found = gradients(rounding(steps, TensorProto.DataType.INT8, 0), x, w);

    double share = 1 / Math.sqrt(VALUES * 127.0);
    for (int c = 0; c < CHANNELS; c++) {
      double expected = 0;
      for (int i = c * VALUES; i < (c + 1) * VALUES; i++) {
        double code = x[i] / steps[c];
        boolean inside = code > -128 && code < 127;
        expected += w[i] * (inside ? Math.rint(code) - code : code > 0 ? 127 : -128);
        assertThat(found.x()[i]).isCloseTo(inside ? w[i] : 0, within(1e-5f));
        double rounded = Math.max(-128, Math.min(127, Math.rint(code))) * steps[c];
        assertThat(found.y()[i]).isCloseTo((float) rounded, within(1e-5f));
      }
      assertThat(found.step()[c])
          .isCloseTo(
              (float) (share * expected), within((float) (1e-3 + 1e-3 * Math.abs(expected))));
    }
  }

  /** With the greatest code that there is in place of 127, in the scale as well as beyond. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 64})
  void aNarrowerGridHasItsOwnGreatestCode(int most) throws Exception {
    float[] steps = {0.4f, 0.2f, 0.05f};
    float[] x = values(5);
    float[] w = values(6);

    Gradients found = gradients(clipped(rounding(steps, TensorProto.DataType.INT8, 0), most), x, w);

    double share = 1 / Math.sqrt((double) VALUES * most);
    for (int c = 0; c < CHANNELS; c++) {
      double expected = 0;
      for (int i = c * VALUES; i < (c + 1) * VALUES; i++) {
        double code = x[i] / steps[c];
        boolean inside = Math.rint(code) >= -most && Math.rint(code) <= most;
        expected += w[i] * (inside ? Math.rint(code) - code : code > 0 ? most : -most);
        assertThat(found.x()[i]).isCloseTo(inside ? w[i] : 0, within(1e-5f));
      }
      assertThat(found.step()[c])
          .isCloseTo(
              (float) (share * expected), within((float) (1e-3 + 1e-3 * Math.abs(expected))));
    }
  }

  /** The same with a Clip between. */
  private static Graph clipped(Graph rounding, int most) {
    GraphBuilder g = new GraphBuilder("rounding", 13);
    String x = g.input("x", CHANNELS, VALUES);
    rounding.initializers().values().forEach(g::initializer);
    ByteBuffer least = ByteBuffer.wrap(new byte[] {(byte) -most});
    ByteBuffer greatest = ByteBuffer.wrap(new byte[] {(byte) most});
    g.initializer(Tensors.of("least", TensorProto.DataType.INT8, least));
    g.initializer(Tensors.of("greatest", TensorProto.DataType.INT8, greatest));
    g.node("QuantizeLinear", x, "step", "zero").integer("axis", 0).output("all");
    g.node("Clip", "all", "least", "greatest").output("codes");
    g.output(
        g.node("DequantizeLinear", "codes", "step", "zero").integer("axis", 0).output("y"),
        CHANNELS,
        VALUES);
    return g.build();
  }

  /** One call does it, unless someone wants the codes too. */
  @ParameterizedTest
  @ValueSource(strings = {"y", "codes"})
  void aZeroPointMovesTheCodesAndNotTheirStep(String wanted) throws Exception {
    float[] step = {0.02f};
    float[] x = values(3);
    float[] w = values(4);
    int zero = 100;

    Gradients found = gradients(rounding(step, TensorProto.DataType.UINT8, zero), x, w, wanted);

    double share = 1 / Math.sqrt(VALUES * 255.0);
    double expected = 0;
    for (int i = 0; i < x.length; i++) {
      double code = x[i] / step[0];
      boolean inside = code > -zero && code < 255 - zero;
      expected += w[i] * (inside ? Math.rint(code) - code : code > 0 ? 255 - zero : -zero);
      assertThat(found.x()[i]).isCloseTo(inside ? w[i] : 0, within(1e-5f));
    }
    assertThat(found.step()[0]).isCloseTo((float) (share * expected), within(0.02f));
  }

  @Test
  void codesThatAreNotOfEightBitsAreRefused() {
    Graph graph = rounding(new float[] {1}, TensorProto.DataType.FLOAT8E4M3FN, 0);

    assertThatThrownBy(() -> TrainableGraph.of(graph, name -> true))
        .isInstanceOf(UnknownOperatorException.class)
        .hasMessageContaining("QuantizeLinear")
        .hasMessageContaining("codes of type FLOAT8E4M3FN");
  }
}
