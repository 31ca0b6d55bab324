package io.vedette.federated.compress.quantize.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.LivedIn;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.Quantizer;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrecisionsTest {

  private static final List<PictureSource> PICTURES =
      LongStream.range(0, 4).<PictureSource>mapToObj(i -> () -> LivedIn.picture(i)).toList();

  private static Quantizer watched;
  private static DetectorSpec spec;

  @BeforeAll
  static void watch() throws Exception {
    Graph fp32 = Exporter.fp32(LivedIn.network("vedette-pico"));
    spec = SpecInference.infer(fp32, Hints.NONE, "test");
    watched = Quantizer.watching(fp32, spec, PICTURES, 1);
  }

  /**
   * @param far how far outputs may move, as a share of how far they spread
   * @param size what the file may take, as a share of the float file
   */
  @ParameterizedTest
  @CsvSource({
    "int8, 0.2, 0.5",
    "int8-dynamic, 0.2, 0.5",
    "int8-weights, 0.05, 0.35",
    "fp16, 0.01, 0.55",
    "fp16-weights, 0.01, 0.55",
    "ternary, 2, 0.25",
    "binary, 2, 0.25"
  })
  void runsAndIsSmaller(String name, double far, double size) throws Exception {
    Graph float32 = watched.fp32();

    Graph variant = Precisions.named(name).apply(watched);

    float[] exact = LivedIn.run(float32);
    float[] rounded = LivedIn.run(variant);
    assertThat(distance(exact, rounded)).isPositive().isLessThan(far);
    assertThat((double) variant.toBytes().length / float32.toBytes().length).isLessThan(size);
    assertThat(variant.metadata()).isEqualTo(float32.metadata());
    assertThat(variant.outputs()).isEqualTo(float32.outputs());
    Cost cost = Cost.of(float32, spec);
    assertThat(Cost.of(variant, spec).parameters()).isEqualTo(cost.parameters());
    assertThat(Cost.of(variant, spec).gflops()).isCloseTo(cost.gflops(), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("io.vedette.federated.compress.quantize.precision.Precisions#names")
  void onlyWhatWatchesNeedsPictures(String name) throws Exception {
    Precision precision = Precisions.named(name);
    Quantizer unwatched = Quantizer.unwatched(watched.fp32(), spec);

    if (precision.watches()) {
      assertThatThrownBy(() -> precision.apply(unwatched)).hasMessageContaining("was watched");
    } else {
      assertThat(precision.apply(unwatched).toBytes())
          .isEqualTo(precision.apply(watched).toBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"int8", "int8-dynamic", "int8-weights", "fp16", "fp16-weights", "ternary"})
  void initializersMayBeListedAmongTheInputs(String name) throws Exception {
    GraphProto.Builder body = watched.fp32().graph().toBuilder();
    for (TensorProto tensor : watched.fp32().initializers().values()) {
      ValueInfoProto.Builder input = body.addInputBuilder().setName(tensor.getName());
      input.getTypeBuilder().getTensorTypeBuilder().setElemType(tensor.getDataType());
    }
    Graph listing = watched.fp32().withBody(body.build());
    Quantizer other =
        Quantizer.watching(listing, SpecInference.infer(listing, Hints.NONE, "test"), PICTURES, 1);

    Graph variant = Precisions.named(name).apply(other);

    // what could be overridden is not folded beforehand, so a code may fall to the other side
    assertThat(LivedIn.run(variant))
        .containsExactly(LivedIn.run(Precisions.named(name).apply(watched)), within(0.05f));
  }

  private static double distance(float[] exact, float[] rounded) {
    double error = 0;
    double spread = 0;
    double mean = 0;
    for (float value : exact) {
      mean += value / exact.length;
    }
    for (int i = 0; i < exact.length; i++) {
      error += Math.pow(exact[i] - rounded[i], 2);
      spread += Math.pow(exact[i] - mean, 2);
    }
    return Math.sqrt(error / spread);
  }

  @Test
  void ternaryWeightsAreThoseOfTheirPaper() throws Exception {
    float[] weight = {1, -2, 0.1f, 0.2f, -0.3f, 3, 0, 0, 0, 0, 0, 0, 5, 5};

    // mean 1.1 and 0.769 as threshold; above are 1, 2, 3
    assertThat(unfolded(new TernaryForm(), weight, 2))
        .containsExactly(values(2, -2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 5, 5), within(1e-6f));
  }

  @Test
  void binaryWeightsAreSignsTimesTheirMean() throws Exception {
    float[] weight = {1, -2, 3, -4, 5, 5, -5, -5, 0.5f, -0.5f};

    assertThat(unfolded(new BinaryForm(), weight, 2))
        .containsExactly(values(3, -3, 3, -3, 3, 3.2f, -3.2f, -3.2f, 3.2f, -3.2f), within(1e-6f));
  }

  @Test
  void eightBitsAreNeverFurtherOffThanHalfAStepOfTheirChannel() throws Exception {
    float[] weight = {1, -2, 0.013f, 0.2f, -0.0301f, 127, 0.4f, -0.6f, 50, -127};

    float[] unfolded = unfolded(new Int8Form(), weight, 2);

    for (int i = 0; i < weight.length; i++) {
      assertThat(unfolded[i]).isCloseTo(weight[i], within(i < 5 ? 1.001f / 127 : 0.5001f));
    }
  }

  private static float[] values(float... values) {
    return values;
  }

  /** What ONNX Runtime makes of a stored weight of some channels. */
  private static float[] unfolded(WeightForm form, float[] weight, int channels) throws Exception {
    TensorProto given = Tensors.of("w", weight, channels, weight.length / channels, 1, 1);
    GraphBuilder g = new GraphBuilder("unfold", 13);
    String zero = g.input("zero", 1);
    g.initializer(given);
    g.output(g.node("Add", "w", zero).output("y"), "channels", "values", 1, 1);
    Graph graph = g.build();
    WeightForm.Stored stored = form.of(given);
    GraphProto body =
        graph.graph().toBuilder()
            .clearInitializer()
            .addAllInitializer(stored.tensors())
            .clearNode()
            .addAllNode(stored.nodes())
            .addAllNode(graph.nodes())
            .build();
    byte[] bytes = graph.withBody(body).toBytes();
    try (OnnxSession session = OnnxSession.open(bytes, "test", RuntimeOptions.DEFAULT)) {
      return session.run(Map.of(zero, FloatTensor.of(new float[1], 1))).get("y").values();
    }
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> Precisions.named("int3"))
        .hasMessage(
            "no precision is called 'int3'; there are [int8, int8-dynamic, int8-weights, fp16,"
                + " fp16-weights, ternary, binary]");
  }
}
