package io.vedette.federated.compress.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.LivedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MixedPrecisionTest {

  private static final List<PictureSource> PICTURES =
      LongStream.range(0, 4).<PictureSource>mapToObj(i -> () -> LivedIn.picture(i)).toList();

  private static Graph fp32;
  private static DetectorSpec spec;
  private static Int8Recipe recipe;

  @BeforeAll
  static void watch() throws Exception {
    fp32 = Exporter.fp32(LivedIn.network("vedette-pico"));
    spec = SpecInference.infer(fp32, Hints.NONE, "test");
    recipe = Int8Recipe.of(Calibrators.named("minmax"));
  }

  /**
   * The same network with one channel between the first two convolutions a thousand times larger:
   * in float nothing changes, in 8 bits the other channels have no codes left.
   */
  private static Graph lopsided(String first, String second) {
    Graph louder = scaled(fp32, first, 1000, true);
    return scaled(louder, second, 1e-3f, false);
  }

  private static Graph scaled(Graph graph, String convolution, float factor, boolean outputs) {
    NodeProto node = Wiring.of(graph).producer(convolution).orElseThrow();
    TensorProto weight = graph.initializers().get(node.getInput(1));
    TensorProto bias = graph.initializers().get(node.getInput(2));
    float[] values = Tensors.floats(weight);
    float[] biases = Tensors.floats(bias);
    int perOutput = values.length / (int) weight.getDims(0);
    int perInput = perOutput / (int) weight.getDims(1);
    for (int i = 0; i < values.length; i++) {
      boolean ofFirst = outputs ? i < perOutput : i % perOutput < perInput;
      values[i] *= ofFirst ? factor : 1;
    }
    biases[0] *= outputs ? factor : 1;
    return graph.withInitializers(
        Map.of(
            weight.getName(),
            Tensors.of(weight.getName(), values, Tensors.shape(weight)),
            bias.getName(),
            Tensors.of(bias.getName(), biases, Tensors.shape(bias))));
  }

  @Test
  void theLayersToBlameAreFoundAndLeftInFloat() throws Exception {
    List<String> names = Quantizer.watching(fp32, spec, PICTURES, 1).convolutions();
    Graph lopsided = lopsided(names.get(0), names.get(1));
    Quantizer quantizer = Quantizer.watching(lopsided, spec, PICTURES, 1);
    List<Integer> told = new ArrayList<>();

    Sensitivity sensitivity = Sensitivity.of(quantizer, recipe, PICTURES.subList(0, 1), told::add);

    for (String blamed : names.subList(0, 2)) {
      for (String next : names.subList(2, 6)) {
        assertThat(distortion(sensitivity, blamed))
            .as("%s and %s", blamed, next)
            .isGreaterThan(4 * distortion(sensitivity, next));
      }
    }
    assertThat(told).hasSize(names.size()).endsWith(names.size());
    List<Int8Recipe> ladder = MixedPrecision.ladder(recipe, sensitivity);
    assertThat(ladder.get(1).floats()).isEqualTo(sensitivity.worst(2));
    assertThat(ladder).extracting(step -> step.floats().size()).startsWith(1, 2, 4, 8);
  }

  private static double distortion(Sensitivity sensitivity, String layer) {
    return sensitivity.layers().stream()
        .filter(l -> l.name().equals(layer))
        .findFirst()
        .orElseThrow()
        .distortion();
  }

  @Test
  void whatStaysFloatTakesAndGivesFloat() throws Exception {
    Quantizer quantizer = Quantizer.watching(fp32, spec, PICTURES, 1);
    String kept = quantizer.convolutions().get(4);

    Graph mixed = quantizer.int8(recipe.withFloats(Set.of(kept)));
    Graph all = quantizer.int8(recipe);

    Wiring wiring = Wiring.of(mixed);
    NodeProto node = wiring.producer(kept).orElseThrow();
    assertThat(wiring.producer(node.getInput(1))).as("its weight is an initializer").isEmpty();
    assertThat(rounded(all) - rounded(mixed)).as("weights in 8 bits").isEqualTo(1);
    assertThat(LivedIn.run(mixed)).hasSameSizeAs(LivedIn.run(all));
  }

  private static long rounded(Graph graph) {
    return graph.initializers().keySet().stream().filter(n -> n.endsWith(".weight_int8")).count();
  }

  @Test
  void biasesMakeUpForTheMeanOfWhatWeightsLose() throws Exception {
    Quantizer quantizer = Quantizer.watching(fp32, spec, PICTURES, 1);
    String first = quantizer.convolutions().get(0);

    double corrected = meanShift(quantizer, first, recipe);
    Int8Recipe uncorrected =
        new Int8Recipe(
            recipe.calibrator(),
            recipe.floats(),
            recipe.weightBits(),
            false,
            recipe.rounding(),
            recipe.activations());
    double plain = meanShift(quantizer, first, uncorrected);

    assertThat(corrected).isLessThan(plain / 2);
  }

  /** How far the means of a convolution's channels move when its weights alone are rounded. */
  private static double meanShift(Quantizer quantizer, String convolution, Int8Recipe how)
      throws Exception {
    Graph rounded = quantizer.only(Set.of(convolution), how);
    double shift = 0;
    for (PictureSource picture : PICTURES) {
      float[] exact = output(quantizer.fp32(), convolution, picture);
      float[] other = output(rounded, convolution, picture);
      int channels = (int) weight(convolution).getDims(0);
      int area = exact.length / channels;
      for (int c = 0; c < channels; c++) {
        double sum = 0;
        for (int i = 0; i < area; i++) {
          sum += other[c * area + i] - exact[c * area + i];
        }
        shift += Math.abs(sum / area);
      }
    }
    return shift;
  }

  private static TensorProto weight(String convolution) {
    NodeProto node = Wiring.of(fp32).producer(convolution).orElseThrow();
    return fp32.initializers().get(node.getInput(1));
  }

  private static float[] output(Graph graph, String tensor, PictureSource picture)
      throws Exception {
    Graph exposed = io.vedette.detector.graph.ExposeTensors.of(List.of(tensor)).apply(graph);
    try (var session =
        io.vedette.detector.runtime.OnnxSession.open(
            exposed.toBytes(), "test", io.vedette.detector.runtime.RuntimeOptions.DEFAULT)) {
      return session
          .run(Map.of("images", CalibrationInput.of(picture.picture(), spec)), List.of(tensor))
          .values()
          .iterator()
          .next()
          .values();
    }
  }
}
