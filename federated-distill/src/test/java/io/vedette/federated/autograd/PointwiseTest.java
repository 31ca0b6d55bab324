package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against sums written out, in widths with and without a rest behind blocks of 16, 32 and 64. */
class PointwiseTest {

  private static final int BATCH = 2;
  private static final int IN = 24;
  private static final int SIDE = 7;

  private final Random random = new Random(3);

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 16, 17, 32, 33, 40, 48, 49, 64, 80, 100, 112})
  void everyChannelIsAProductOfAllThatComeIn(int out) {
    for (long stride : new long[] {1, 2}) {
      for (boolean biased : new boolean[] {false, true}) {
        check(out, stride, biased);
      }
    }
  }

  private void check(int out, long stride, boolean biased) {
    float[] x = numbers(BATCH * IN * SIDE * SIDE);
    float[] weight = numbers(out * IN);
    float[] bias = biased ? numbers(out) : new float[out];
    try (Scope scope = Scope.open()) {
      WindowPadding.Window window =
          new WindowPadding.Window(
              new long[] {1, 1}, new long[] {stride, stride}, new long[] {1, 1});
      PtNDArray y =
          ConvolutionOperators.of(
              Script.CHANNELS_LAST.apply(array(scope, x, BATCH, IN, SIDE, SIDE)),
              array(scope, weight, out, IN, 1, 1),
              biased ? array(scope, bias, out) : null,
              window,
              new WindowPadding(new long[2], new long[2]),
              1);
      int side = (int) ((SIDE - 1) / stride + 1);
      assertThat(y.getShape()).isEqualTo(new Shape(BATCH, out, side, side));
      float[] expected = new float[BATCH * out * side * side];
      for (int i = 0; i < expected.length; i++) {
        int column = i % side;
        int row = i / side % side;
        int channel = i / (side * side) % out;
        int picture = i / (side * side * out);
        int from = (int) (row * stride * SIDE + column * stride);
        float sum = bias[channel];
        for (int k = 0; k < IN; k++) {
          sum += weight[channel * IN + k] * x[(picture * IN + k) * SIDE * SIDE + from];
        }
        expected[i] = sum;
      }
      assertThat(y.toFloatArray())
          .as("%d channels, stride %d, bias %s", out, stride, biased)
          .containsExactly(expected, Offset.offset(1e-3f));
    }
  }

  private float[] numbers(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static PtNDArray array(Scope scope, float[] values, long... shape) {
    return (PtNDArray) scope.manager().create(values, new Shape(shape));
  }
}
