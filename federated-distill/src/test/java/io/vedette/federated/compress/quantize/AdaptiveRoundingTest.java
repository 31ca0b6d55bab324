package io.vedette.federated.compress.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.LivedIn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AdaptiveRoundingTest {

  private static final int SIZE = 6;

  /** The error of the output, over all ways to round up or down. */
  private static double least(float[] weight, double step, float[] moments) {
    double least = Double.POSITIVE_INFINITY;
    for (int ways = 0; ways < 1 << SIZE; ways++) {
      int[] codes = new int[SIZE];
      for (int i = 0; i < SIZE; i++) {
        codes[i] = (int) Math.floor(weight[i] / step) + (ways >> i & 1);
      }
      least = Math.min(least, error(weight, codes, step, moments));
    }
    return least;
  }

  private static double error(float[] weight, int[] codes, double step, float[] moments) {
    double error = 0;
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        error +=
            (codes[i] * step - weight[i]) * moments[i * SIZE + j] * (codes[j] * step - weight[j]);
      }
    }
    return error;
  }

  @Test
  void comesNearTheBestOfAllWays() {
    double nearest = 0;
    double adaptive = 0;
    double best = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      float[] weight = new float[SIZE];
      float[] moments = new float[SIZE * SIZE];
      for (int n = 0; n < 50; n++) {
        double common = random.nextGaussian();
        double[] x = random.doubles(SIZE).map(v -> v + 2 * common).toArray();
        for (int i = 0; i < SIZE * SIZE; i++) {
          moments[i] += (float) (x[i / SIZE] * x[i % SIZE] / 50);
        }
      }
      int[] codes = new int[SIZE];
      for (int i = 0; i < SIZE; i++) {
        weight[i] = (float) random.nextGaussian();
        codes[i] = (int) Math.rint(weight[i] / 0.5);
      }
      nearest += error(weight, codes, 0.5, moments);
      AdaptiveRounding.improve(weight, codes, 0.5, moments, 127);
      adaptive += error(weight, codes, 0.5, moments);
      best += least(weight, 0.5, moments);
    }
    assertThat(adaptive).isLessThan(nearest / 3).isLessThan(best * 2);
  }

  @Test
  void patchesAreWhatTheConvolutionMultiplies() {
    NodeProto node = NodeBuilder.of("Conv", "x", "w").ints("pads", 1, 1, 1, 1).build("y");
    PatchMoments moments = new PatchMoments(node, new long[] {1, 2, 3, 3});
    float[] ones = new float[2 * 100 * 100];
    Arrays.fill(ones, 0, 100 * 100, 1);
    Arrays.fill(ones, 100 * 100, 2 * 100 * 100, 3);

    moments.add(FloatTensor.of(ones, 1, 2, 100, 100));

    float[] matrix = moments.of(0, false);
    assertThat(matrix[4 * 18 + 4]).as("the middle of channel 0 with itself").isEqualTo(1);
    assertThat(matrix[4 * 18 + 13]).as("with that of channel 1").isBetween(2.5f, 3f);
    assertThat(matrix[0]).as("a corner is padding now and then").isBetween(0.8f, 1f);
    assertThat(moments.of(0, true)[4 * 18 + 4]).as("constants do not vary").isZero();
  }

  @Test
  void aConvolutionOfFewBitsGivesMoreOfWhatItGave() throws Exception {
    Graph fp32 = Exporter.fp32(LivedIn.network("vedette-pico"));
    DetectorSpec spec = SpecInference.infer(fp32, Hints.NONE, "test");
    List<PictureSource> pictures =
        LongStream.range(0, 4).<PictureSource>mapToObj(i -> () -> LivedIn.picture(i)).toList();
    Quantizer watched = Quantizer.watching(fp32, spec, pictures, 1);
    watched.watchPatches();
    String layer = watched.convolutions().get(0);
    Int8Recipe nearest = Int8Recipe.of(Calibrators.named("minmax")).withWeightBits(3);
    Int8Recipe adaptive = nearest.withRounding(RoundingRule.ADAPTIVE);

    float[] exact = output(fp32, spec, layer);
    double before = error(exact, output(watched.only(Set.of(layer), nearest), spec, layer));
    double after = error(exact, output(watched.only(Set.of(layer), adaptive), spec, layer));

    assertThat(after).isLessThan(before * 0.8);
  }

  private static float[] output(Graph graph, DetectorSpec spec, String tensor) throws Exception {
    Graph exposed = ExposeTensors.of(List.of(tensor)).apply(graph);
    try (OnnxSession session =
        OnnxSession.open(exposed.toBytes(), "test", RuntimeOptions.DEFAULT)) {
      var input = Map.of("images", CalibrationInput.of(LivedIn.picture(0), spec));
      return session.run(input, List.of(tensor)).values().iterator().next().values();
    }
  }

  private static double error(float[] exact, float[] rounded) {
    double error = 0;
    for (int i = 0; i < exact.length; i++) {
      error += Math.pow(exact[i] - rounded[i], 2);
    }
    return error;
  }
}
