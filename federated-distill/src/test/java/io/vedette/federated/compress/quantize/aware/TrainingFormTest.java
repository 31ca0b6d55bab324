package io.vedette.federated.compress.quantize.aware;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.LivedIn;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.Quantizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingFormTest {

  private static final List<PictureSource> PICTURES =
      LongStream.range(0, 4).<PictureSource>mapToObj(i -> () -> LivedIn.picture(i)).toList();

  private static Quantizer watched;

  @BeforeAll
  static void watch() throws Exception {
    Graph fp32 = Exporter.fp32(LivedIn.network("vedette-pico"));
    watched = Quantizer.watching(fp32, SpecInference.infer(fp32, Hints.NONE, "test"), PICTURES, 1);
  }

  private static Int8Recipe recipe(int bits) throws Exception {
    return Int8Recipe.of(Calibrators.named("minmax")).withWeightBits(bits);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 7, 4, 2})
  void answersLikeTheIntegersThatItComesFromAndBecomes(int bits) throws Exception {
    Graph int8 = watched.int8(recipe(bits));

    Graph training = TrainingForm.of(watched, recipe(bits));
    Graph again = new IntegerForm().apply(training);

    float[] integers = LivedIn.run(int8);
    assertThat(far(integers, LivedIn.run(training))).isLessThan(0.02);
    assertThat(far(integers, LivedIn.run(again))).isLessThan(0.02);
    assertThat(again.toBytes().length)
        .isBetween(int8.toBytes().length * 9 / 10, int8.toBytes().length * 11 / 10);
    assertThat(LivedIn.count(again, "Exp"))
        .as("steps are numbers again; the expectation's exponential stays")
        .isEqualTo(LivedIn.count(watched.fp32(), "Exp"));
    assertThat(greatest(again)).isEqualTo(recipe(bits).greatestCode());
  }

  /** Root of the mean squared difference as a share of the spread. */
  private static double far(float[] a, float[] b) {
    double mean = 0;
    for (float value : a) {
      mean += value / a.length;
    }
    double error = 0;
    double spread = 0;
    for (int i = 0; i < a.length; i++) {
      error += Math.pow(a[i] - b[i], 2);
      spread += Math.pow(a[i] - mean, 2);
    }
    return Math.sqrt(error / spread);
  }

  private static long greatest(Graph graph) {
    long greatest = 0;
    for (TensorProto tensor : graph.initializers().values()) {
      boolean weight =
          tensor.getDataType() == TensorProto.DataType.INT8_VALUE && tensor.getDimsCount() == 4;
      if (weight) {
        long most = Arrays.stream(Tensors.longs(tensor)).map(Math::abs).max().orElse(0);
        greatest = Math.max(greatest, most);
      }
    }
    return greatest;
  }

  @Test
  void weightsKeepTheirNames() throws Exception {
    Graph training = TrainingForm.of(watched, recipe(8));

    assertThat(training.initializers().keySet())
        .containsAll(
            watched.fp32().initializers().keySet().stream()
                .filter(name -> name.endsWith("conv.weight"))
                .toList());
  }
}
