package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec.ColorOrder;
import io.vedette.detector.InputSpec.Fit;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each family is recognised by its outputs alone and read to the end: a graph that always answers
 * the same says that one object of the second class lies at 16, 32 to 48, 40 of a 64x64 input.
 */
class FamiliesTest {

  private static final int SIDE = 64;
  private static final float[] CORNERS = {16, 32, 48, 40};
  private static final float[] CENTRE_SHARES = {0.5f, 36f / SIDE, 0.5f, 8f / SIDE};
  private static final float[] CORNER_SHARES = {0.25f, 0.5f, 0.75f, 40f / SIDE};

  /**
   * So many cells have the grids of strides 8, 16, 32 and 64 on such an input: the stride-8 ones
   * first.
   */
  private static final int CELLS = 64 + 16 + 4 + 1;

  private enum Family {
    DETR_RAW(
        "detr-raw",
        g -> {
          float[] logits = filled(300 * 3, -9);
          logits[7 * 3 + 1] = (float) Math.log(0.8 / 0.2);
          constant(g, "logits", logits, 1, 300, 3);
          constant(g, "pred_boxes", at(300 * 4, 7 * 4, CENTRE_SHARES), 1, 300, 4);
        }),
    DETR_ROWS(
        "detr-rows",
        g ->
            constant(
                g,
                "output0",
                at(300 * 7, 7 * 7, join(CENTRE_SHARES, 0.1f, 0.8f, 0.1f)),
                1,
                300,
                7)),
    SSD(
        "ssd",
        g -> {
          constant(g, "scores", at(1200 * 4, 9 * 4, 0, 0.1f, 0.8f, 0.1f), 1, 1200, 4);
          constant(g, "boxes", at(1200 * 4, 9 * 4, CORNER_SHARES), 1, 1200, 4);
        }),
    SSD_OF_TENSORFLOW(
        "ssd-nms",
        g -> {
          float[] yFirst = {CORNER_SHARES[1], CORNER_SHARES[0], CORNER_SHARES[3], CORNER_SHARES[2]};
          constant(g, "detection_boxes:0", at(10 * 4, 0, yFirst), 1, 10, 4);
          constant(g, "detection_classes:0", at(10, 0, 2), 1, 10);
          constant(g, "detection_scores:0", at(10, 0, 0.8f), 1, 10);
          constant(g, "num_detections:0", new float[] {1}, 1);
        }),
    SSD_OF_TORCHVISION(
        "ssd-nms",
        g -> {
          constant(g, "boxes", CORNERS, 1, 4);
          constant(g, "scores", new float[] {0.8f}, 1);
          constant(g, "labels", new float[] {1}, 1);
        }),
    SSD_OF_MLPERF(
        "ssd-nms",
        g -> {
          constant(g, "bboxes", at(20 * 4, 0, CORNER_SHARES), 1, 20, 4);
          constant(g, "labels", at(20, 0, 2), 1, 20);
          constant(g, "scores", at(20, 0, 0.8f), 1, 20);
        }),
    PICODET_DECODED(
        "picodet-decoded",
        g -> {
          constant(g, "tmp_16", at(CELLS * 4, 5 * 4, CORNERS), 1, CELLS, 4);
          constant(g, "concat_4.tmp_0", at(3 * CELLS, CELLS + 5, 0.8f), 1, 3, CELLS);
        }),
    PADDLE(
        "paddle",
        g -> {
          g.input("scale_factor", 1, 2);
          constant(g, "multiclass_nms3_0.tmp_0", join(new float[] {1, 0.8f}, CORNERS), 1, 6);
        }),
    YOLO_FASTEST_V2(
        "yolo-fastestv2",
        g -> {
          // row 1, column 1 of stride 32, the third anchor, 279.92 x 258.87
          float[] values = new float[2 * 2 * 18];
          int cell = 3 * 18;
          values[cell + 8] = 0.25f;
          values[cell + 9] = 0.3125f;
          values[cell + 10] = (float) Math.sqrt(32 / 279.92) / 2;
          values[cell + 11] = (float) Math.sqrt(8 / 258.87) / 2;
          values[cell + 12 + 2] = 1;
          values[cell + 15 + 1] = 0.8f;
          constant(g, "794", new float[4 * 4 * 18], 1, 4, 4, 18);
          constant(g, "796", values, 1, 2, 2, 18);
        }),
    NANODET_PLUS(
        "nanodet-plus",
        g -> {
          int columns = 3 + 32;
          float[] values = new float[CELLS * columns];
          // the cell at column 4, row 4 of stride 8: its corner is 32, 32
          int row = (4 * 8 + 4) * columns;
          values[row + 1] = 0.8f;
          int[] distances = {2, 0, 2, 1};
          for (int side = 0; side < 4; side++) {
            values[row + 3 + 8 * side + distances[side]] = 50;
          }
          constant(g, "output", values, 1, CELLS, columns);
        });

    private final String word;
    private final Consumer<GraphBuilder> outputs;

    Family(String word, Consumer<GraphBuilder> outputs) {
      this.word = word;
      this.outputs = outputs;
    }

    Graph graph() {
      GraphBuilder g = new GraphBuilder("always", 17);
      g.input("image", 1, 3, SIDE, SIDE);
      outputs.accept(g);
      return g.build();
    }
  }

  private static void constant(GraphBuilder g, String name, float[] values, int... shape) {
    long[] dimensions = Arrays.stream(shape).asLongStream().toArray();
    String held = g.initializer("held." + name, values, dimensions);
    Object[] declared = Arrays.stream(shape).boxed().toArray();
    g.output(g.node("Identity", held).output(name), declared);
  }

  private static float[] filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }

  /** Zeros with some values from an index on. */
  private static float[] at(int size, int from, float... values) {
    float[] all = new float[size];
    System.arraycopy(values, 0, all, from, values.length);
    return all;
  }

  private static float[] join(float[] first, float... second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void isRecognisedAndReadToTheEnd(Family family) throws Exception {
    Graph graph = family.graph();
    DetectorSpec spec =
        SpecInference.infer(graph, Hints.NONE.withLabels(List.of("a", "b", "c")), "m");
    assertThat(spec.head().family()).isEqualTo(family.word);
    assertThat(spec.input().fit()).isEqualTo(Fit.STRETCH);
    try (Detector detector = OnnxDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT)) {
      List<Detection> seen =
          detector.detect(new Picture(2 * SIDE, 3 * SIDE, new byte[18 * SIDE * SIDE]));
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).label()).isEqualTo("b");
      assertThat(seen.get(0).score()).isCloseTo(0.8f, within(1e-4f));
      assertThat(seen.get(0).box().x1()).isCloseTo(32, within(0.01f));
      assertThat(seen.get(0).box().y1()).isCloseTo(96, within(0.01f));
      assertThat(seen.get(0).box().x2()).isCloseTo(96, within(0.01f));
      assertThat(seen.get(0).box().y2()).isCloseTo(120, within(0.01f));
    }
  }

  @Test
  void nanodetTakesBlueFirstAndPicodetRed() throws Exception {
    Hints three = Hints.NONE.withLabels(List.of("a", "b", "c"));
    assertThat(SpecInference.infer(Family.NANODET_PLUS.graph(), three, "m").input().colorOrder())
        .isEqualTo(ColorOrder.BGR);
    assertThat(SpecInference.infer(Family.PADDLE.graph(), three, "m").input().mean())
        .containsExactly(123.675f, 116.28f, 103.53f);
  }

  @Test
  void labelsThatNoOutputTellsAreAskedFor() {
    assertThatThrownBy(
            () -> SpecInference.infer(Family.SSD_OF_MLPERF.graph(), Hints.NONE, "m.onnx"))
        .hasMessageContaining("--labels");
    assertThatThrownBy(
            () ->
                SpecInference.infer(
                    Family.SSD.graph(), Hints.NONE.withLabels(List.of("a", "b")), "m.onnx"))
        .hasMessageContaining("3 classes");
  }
}
