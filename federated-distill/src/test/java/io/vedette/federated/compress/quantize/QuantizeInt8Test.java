package io.vedette.federated.compress.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.LivedIn;
import io.vedette.federated.compress.simplify.RaiseOpset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantizeInt8Test {

  private static final List<PictureSource> PICTURES =
      LongStream.range(0, 8).<PictureSource>mapToObj(i -> () -> LivedIn.picture(i)).toList();

  @ParameterizedTest
  @CsvSource({"vedette-pico, 0.99", "yolo11n, 0.95"})
  void answersNearlyLikeTheFloatGraph(String architecture, double least) throws Exception {
    Exporter.Variants variants =
        Exporter.STANDARD.variants(LivedIn.network(architecture), PICTURES);

    float[] exact = LivedIn.run(variants.fp32());
    float[] rounded = LivedIn.run(variants.int8());

    int scores = exact.length / 2 / 6 * 4; // rows 4 and 5 of the first picture
    assertThat(correlation(exact, rounded, 0, scores)).as("boxes").isGreaterThan(least);
    assertThat(correlation(exact, rounded, scores, exact.length / 2))
        .as("scores")
        .isGreaterThan(least);
    assertThat(variants.int8().toBytes().length).isLessThan(variants.fp32().toBytes().length / 2);
    assertThat(variants.int8().metadata()).isEqualTo(variants.fp32().metadata());
  }

  @Test
  void keepsTheLastConvolutionsInFloat() throws Exception {
    Graph int8 = Exporter.STANDARD.variants(LivedIn.network("vedette-pico"), PICTURES).int8();
    Wiring wiring = Wiring.of(int8);
    int floats = 0;
    for (NodeProto node : int8.nodes()) {
      if (node.getOpType().equals("Conv") && wiring.producer(node.getInput(1)).isEmpty()) {
        floats++;
      }
    }
    // three levels, boxes and classes, and the two sums of the expectation over the bins
    assertThat(floats).isEqualTo(8);
  }

  @Test
  void theStemIsThinAndMayStayFloat() throws Exception {
    Graph fp32 = Exporter.fp32(LivedIn.network("vedette-pico"));
    Quantizer quantizer =
        Quantizer.watching(fp32, SpecInference.infer(fp32, Hints.NONE, "test"), PICTURES, 1);
    Exporter.Variants variants =
        Exporter.STANDARD.variants(LivedIn.network("vedette-pico"), PICTURES);
    Wiring wiring = Wiring.of(variants.thinFloat().orElseThrow());

    String stem = quantizer.convolutions().get(0);
    assertThat(quantizer.thin()).contains(stem).hasSizeLessThan(quantizer.convolutions().size());
    assertThat(wiring.producer(wiring.producer(stem).orElseThrow().getInput(1))).isEmpty();
  }

  @Test
  void usesSevenBitsForWeightsSoThatTwoProductsFit() throws Exception {
    Graph int8 = Exporter.STANDARD.variants(LivedIn.network("vedette-pico"), PICTURES).int8();
    boolean some = false;
    for (TensorProto tensor : int8.initializers().values()) {
      if (tensor.getName().endsWith(".weight_int8")) {
        some = true;
        long most = Arrays.stream(Tensors.longs(tensor)).map(Math::abs).max().orElse(0);
        assertThat(most).as(tensor.getName()).isBetween(1L, 64L);
      }
    }
    assertThat(some).isTrue();
  }

  @Test
  void acceleratorsGetSignedCodesWithZeroInTheMiddle() throws Exception {
    Graph fp32 = Exporter.fp32(LivedIn.network("vedette-pico"));
    Quantizer watched =
        Quantizer.watching(fp32, SpecInference.infer(fp32, Hints.NONE, "test"), PICTURES, 1);
    Int8Recipe recipe = Int8Recipe.of(Calibrators.named("minmax"));

    Graph int8 = watched.int8(recipe.withActivations(ActivationCodes.of(List.of("tensorrt"))));

    for (NodeProto node : int8.nodes()) {
      if (node.getOpType().equals("QuantizeLinear")) {
        TensorProto zero = int8.initializers().get(node.getInput(2));
        assertThat(zero.getDataType()).isEqualTo(TensorProto.DataType.INT8_VALUE);
        assertThat(Tensors.longs(zero)).containsOnly(0);
      }
    }
    assertThat(correlation(LivedIn.run(fp32), LivedIn.run(int8), 0, 84 * 2)).isGreaterThan(0.95);
    assertThat(ActivationCodes.of(List.of())).isEqualTo(ActivationCodes.UNSIGNED);
    assertThat(ActivationCodes.of(List.of("openvino"))).isEqualTo(ActivationCodes.UNSIGNED);
  }

  @Test
  void zeroIsExact() {
    for (ValueRange range :
        List.of(new ValueRange(-1.3f, 7.7f), new ValueRange(0, 5), new ValueRange(-3, 0))) {
      assertThat(range.zeroPoint()).isBetween(0, 255);
      float low = (0 - range.zeroPoint()) * range.scale();
      float high = (255 - range.zeroPoint()) * range.scale();
      assertThat(low).isCloseTo(range.low(), org.assertj.core.api.Assertions.within(range.scale()));
      assertThat(high)
          .isCloseTo(range.high(), org.assertj.core.api.Assertions.within(range.scale()));
    }
  }

  @Test
  void saysWhatCannotBeQuantised() {
    GraphBuilder g = new GraphBuilder("old", 11);
    String x = g.input("images", 1, 3, 64, 64);
    String y = g.node("Relu", x).output("y");
    g.output(g.node("Softmax", y).integer("axis", 1).output("sum"), 1, 3, 64, 64);
    Graph old = g.build();

    assertThatThrownBy(() -> new RaiseOpset().apply(old))
        .hasMessageContaining("[Softmax]")
        .hasMessageContaining("export the model again");
    assertThatThrownBy(
            () ->
                new QuantizeInt8(
                        new QuantizationPlan(Set.of(), Set.of(), Map.of()),
                        Map.of(),
                        new WeightRounding(7, Map.of(), Map.of()),
                        ActivationCodes.UNSIGNED)
                    .apply(old))
        .hasMessageContaining("opset 11");
    assertThatThrownBy(() -> Exporter.STANDARD.variants(old, List.of()))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("no picture");
  }

  private static double correlation(float[] a, float[] b, int from, int to) {
    double meanA = 0;
    double meanB = 0;
    for (int i = from; i < to; i++) {
      meanA += a[i] / (to - from);
      meanB += b[i] / (to - from);
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = from; i < to; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
