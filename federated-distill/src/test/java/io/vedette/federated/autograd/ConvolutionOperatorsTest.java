package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values and gradients of whole batches against sums written out, on one thread and on two: which
 * of its kernels the library takes depends on all of this, and on some processors not all are right
 * (docs/adr/0002).
 */
class ConvolutionOperatorsTest {

  private final Random random = new Random(9);

  @AfterEach
  void allThreads() {
    Torch.threads(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest(name = "kernel {0}, stride {1}, depthwise {2}")
  @CsvSource({
    "1, 1, false",
    "1, 2, false",
    "3, 1, false",
    "3, 2, false",
    "5, 2, false",
    "3, 1, true",
    "3, 2, true",
    "5, 1, true"
  })
  void valuesAndGradients(int kernel, int stride, boolean depthwise) {
    for (int threads : new int[] {1, 2}) {
      Torch.threads(threads);
      for (int batch : new int[] {1, 5}) {
        for (int side : kernel < 5 ? new int[] {1, 2, 7} : new int[] {7}) {
          for (int in : new int[] {3, 40}) {
            for (int out : depthwise ? new int[] {in} : new int[] {8, 40, 80}) {
              new Case(kernel, stride, depthwise ? in : 1, batch, in, out, side).check(random);
            }
          }
        }
      }
    }
  }

  private record Case(int kernel, int stride, int groups, int batch, int in, int out, int size) {

    void check(Random random) {
      int pad = kernel / 2;
      int side = (size + 2 * pad - kernel) / stride + 1;
      int each = in / groups;
      float[] x = gaussian(random, batch * in * size * size);
      float[] weight = gaussian(random, out * each * kernel * kernel);
      float[] slope = gaussian(random, batch * out * side * side);
      float[] y = new float[slope.length];
      float[] ofX = new float[x.length];
      float[] ofWeight = new float[weight.length];
      for (int to = 0; to < y.length; to++) {
        int column = to % side * stride - pad;
        int row = to / side % side * stride - pad;
        int channel = to / (side * side) % out;
        int picture = to / (side * side * out);
        int first = groups == 1 ? 0 : channel;
        for (int i = 0; i < each; i++) {
          for (int k = 0; k < kernel * kernel; k++) {
            int atRow = row + k / kernel;
            int atColumn = column + k % kernel;
            if (atRow < 0 || atColumn < 0 || atRow >= size || atColumn >= size) {
              continue;
            }
            int from = ((picture * in + first + i) * size + atRow) * size + atColumn;
            int with = (channel * each + i) * kernel * kernel + k;
            y[to] += weight[with] * x[from];
            ofX[from] += weight[with] * slope[to];
            ofWeight[with] += x[from] * slope[to];
          }
        }
      }
      try (Scope scope = Scope.open()) {
        PtNDArray input = learnt(scope, x, batch, in, size, size);
        PtNDArray filters = learnt(scope, weight, out, each, kernel, kernel);
        long[] ones = {1, 1};
        long[] pads = {pad, pad};
        WindowPadding.Window window =
            new WindowPadding.Window(
                new long[] {kernel, kernel}, new long[] {stride, stride}, ones);
        PtNDArray output =
            ConvolutionOperators.of(
                input, filters, null, window, new WindowPadding(pads, pads), groups);
        same("values", output, y);
        JniUtils.backward(output, array(scope, slope, batch, out, side, side), false, false);
        same("gradient of what goes in", (PtNDArray) input.getGradient(), ofX);
        same("gradient of the weights", (PtNDArray) filters.getGradient(), ofWeight);
      }
    }

    private void same(String what, PtNDArray actual, float[] expected) {
      assertThat(actual.toFloatArray())
          .as("%s of %s", what, this)
          .containsExactly(expected, Offset.offset(1e-2f));
    }

    private static PtNDArray learnt(Scope scope, float[] values, long... shape) {
      PtNDArray array = array(scope, values, shape);
      array.setRequiresGradient(true);
      return array;
    }

    private static PtNDArray array(Scope scope, float[] values, long... shape) {
      return (PtNDArray) scope.manager().create(values, new Shape(shape));
    }

    private static float[] gaussian(Random random, int count) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    }
  }
}
