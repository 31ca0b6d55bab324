package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.InputSize;
import io.vedette.detector.head.SpecInference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of YOLO whose shapes are turned or left open, as exporters write them. */
class OpenFormsTest {

  private static final Picture BLACK = new Picture(64, 64, new byte[64 * 64 * 3]);
  private static final Box OBJECT = new Box(10, 20, 40, 50);
  private static final Hints THREE = Hints.NONE.withLabels(List.of("a", "b", "c"));

  @TempDir private Path folder;

  private DetectorSpec read(Graph graph, Hints hints) throws Exception {
    Path file = folder.resolve("m.onnx");
    graph.write(file);
    return DetectorModel.read(file, hints).spec();
  }

  private void isSeen(Graph graph, Hints hints, String family) throws Exception {
    DetectorSpec spec = read(graph, hints);
    assertThat(spec.head().family()).isEqualTo(family);
    try (Detector detector = OnnxDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT)) {
      List<Detection> seen = detector.detect(BLACK);
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).label()).isEqualTo("b");
      assertThat(seen.get(0).score()).isCloseTo(0.8f, within(1e-6f));
      assertThat(seen.get(0).box()).isEqualTo(OBJECT);
    }
  }

  /** Rows of corners, score and class, the object in the second; as YOLO26 writes them. */
  private static float[] endToEnd(int rows) {
    float[] values = new float[rows * 6];
    float[] row = {10, 20, 40, 50, 0.8f, 1};
    System.arraycopy(row, 0, values, 6, 6);
    return values;
  }

  private static ConstantGraph endToEnd(Object... declared) {
    return new ConstantGraph(64, 64)
        .declared("output0", endToEnd(300), new int[] {1, 300, 6}, declared)
        .metadata("names", "{0: 'a', 1: 'b', 2: 'c'}")
        .metadata("task", "detect")
        .metadata("end2end", "True");
  }

  @Test
  void yolo26EndToEnd() throws Exception {
    isSeen(endToEnd(1, 300, 6).build(), Hints.NONE, "end2end");
    // with dynamic=True the exporter declares the columns open
    isSeen(endToEnd("batch", 300, "anchors").build(), Hints.NONE, "end2end");
    isSeen(endToEnd("batch", "rows", "columns").build(), Hints.NONE, "end2end");
    isSeen(endToEnd("batch", "rows", 6).build(), Hints.NONE, "end2end");
  }

  /** Constant rows of which the graph chooses the best: how many, its shape does not tell. */
  private static Graph choosing(int found) {
    GraphBuilder g = new GraphBuilder("choosing", 17);
    g.input("image", 1, 3, 64, 64);
    String rows = g.initializer("rows", endToEnd(3), 3, 6);
    String scores = g.initializer("scores", new float[] {0.1f, 0.8f, 0.2f}, 3);
    String count = g.initializer("count", new long[] {found}, 1);
    List<String> best = g.node("TopK", scores, count).outputs("values", "indices");
    String chosen = g.node("Gather", rows, best.get(1)).integer("axis", 0).output("chosen");
    String axis = g.initializer("axis", new long[] {0}, 1);
    g.output(g.node("Unsqueeze", chosen, axis).output("output0"), 1, "found", 6);
    return g.build();
  }

  @Test
  void endToEndWithOpenRowsEvenWhereATrialFindsNothing() throws Exception {
    isSeen(choosing(2), THREE, "end2end");
    assertThat(read(choosing(0), THREE).head().family()).isEqualTo("end2end");
    assertThat(SpecInference.infer(choosing(2), THREE, "m").head().family()).isEqualTo("end2end");
    isSeen(choosing(2), THREE.withFamily("end2end"), "end2end");
  }

  private static float[] channels(boolean transposed) {
    float[] values = new float[7 * 84];
    float[] centred = {
      OBJECT.centerX(), OBJECT.centerY(), OBJECT.width(), OBJECT.height(), 0, 0.8f
    };
    for (int i = 0; i < centred.length; i++) {
      values[transposed ? 70 * 7 + i : i * 84 + 70] = centred[i];
    }
    return values;
  }

  private static Graph rows(Object... declared) {
    return new ConstantGraph(64, 64)
        .declared("output0", channels(true), new int[] {1, 84, 7}, declared)
        .build();
  }

  @Test
  void transposedYolo11IsToldFromYoloxByTheNumberOfLabels() throws Exception {
    isSeen(rows(1, 84, 7), THREE, "yolo11-rows");
    isSeen(rows(1, "anchors", 7), THREE, "yolo11-rows");
    isSeen(rows("a", "b", "c"), THREE, "yolo11-rows");
    Hints two = Hints.NONE.withLabels(List.of("a", "b"));
    assertThat(read(rows(1, 84, 7), two).head().family()).isEqualTo("yolox");
    assertThatThrownBy(() -> read(rows(1, 84, 7), Hints.NONE))
        .hasMessageContaining("more than one head fits")
        .hasMessageContaining("yolo11-rows (3 classes)")
        .hasMessageContaining("yolox (2 classes)")
        .hasMessageContaining("--head");
    isSeen(rows(1, 84, 7), THREE.withFamily("yolo11-rows"), "yolo11-rows");
  }

  @Test
  void yolo26WithoutItsEndToEndAnswersIsYolo11() throws Exception {
    Graph graph =
        new ConstantGraph(64, 64)
            .declared("output0", channels(false), new int[] {1, 7, 84}, "batch", 7, "anchors")
            .metadata("names", "{0: 'a', 1: 'b', 2: 'c'}")
            .metadata("end2end", "False")
            .build();
    isSeen(graph, Hints.NONE, "yolo11");
  }

  /**
   * No grid of the usual strides has 100 cells here; YOLOv8 with a fourth level has such numbers.
   */
  private static Graph unusual(Object... declared) {
    float[] values = new float[7 * 100];
    float[] centred = {
      OBJECT.centerX(), OBJECT.centerY(), OBJECT.width(), OBJECT.height(), 0, 0.8f
    };
    for (int i = 0; i < centred.length; i++) {
      values[i * 100 + 99] = centred[i];
    }
    return new ConstantGraph(64, 64)
        .declared("output0", values, new int[] {1, 7, 100}, declared)
        .build();
  }

  @Test
  void aNamedHeadWinsWhereNothingContradictsIt() throws Exception {
    assertThatThrownBy(() -> read(unusual(1, 7, 100), THREE)).hasMessageContaining("unknown head");
    isSeen(unusual(1, 7, 100), THREE.withFamily("yolo11"), "yolo11");
    isSeen(unusual("a", "b", "c"), THREE.withFamily("yolo11"), "yolo11");
    assertThatThrownBy(() -> read(unusual(1, 7, 100), THREE.withFamily("end2end")))
        .hasMessageContaining("do not have the form of end2end")
        .hasMessageContaining("[1, 7, 100]");
    // a run shows what the shapes do not
    assertThatThrownBy(() -> read(unusual("a", "b", "c"), THREE.withFamily("end2end")))
        .hasMessageContaining("do not have the form of end2end");
    assertThatThrownBy(() -> read(unusual(1, 7, 100), THREE.withFamily("yolox")))
        .hasMessageContaining("do not have the form of yolox");
  }

  @Test
  void aRectangularSizeIsWidthTimesHeight() throws Exception {
    Path model = SharedFiles.of("cases/models/dyn-rect.onnx");
    Hints hints = Hints.NONE.withInputSize(InputSize.parse("320x192"));
    try (Detector detector = OnnxDetector.open(model, hints, RuntimeOptions.DEFAULT)) {
      assertThat(detector.spec().input().shape(1)).containsExactly(1, 3, 192, 320);
      List<Detection> seen = detector.detect(new Picture(640, 384, new byte[640 * 384 * 3]));
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).label()).isEqualTo("car");
      assertThat(seen.get(0).score()).isCloseTo(0.9f, within(1e-6f));
      assertThat(seen.get(0).box()).isEqualTo(new Box(20, 20, 80, 80));
    }
    assertThatThrownBy(() -> DetectorModel.read(model, Hints.NONE))
        .hasMessageContaining("--input-size")
        .hasMessageContaining("WIDTHxHEIGHT");
  }

  @Test
  void aSizeThatContradictsTheGraphIsRefused() throws Exception {
    Hints other = THREE.withInputSize(InputSize.parse("320x192"));
    assertThatThrownBy(() -> read(unusual(1, 7, 100), other))
        .hasMessageContaining("its input is fixed, [1, 3, 64, 64], not 320x192");
    Graph told = SpecInference.embed(rows(1, 84, 7), read(rows(1, 84, 7), THREE));
    assertThatThrownBy(() -> read(told, other)).hasMessageContaining("its input is fixed");
    Graph open = new AlwaysSees().object("car", 0.9f, 25, 25, 30, 30).graph(1, 3, "h", "w");
    Graph carrying = SpecInference.embed(open, read(open, Hints.NONE.withInputSize(64)));
    assertThat(read(carrying, Hints.NONE).input().width()).isEqualTo(64);
    assertThat(read(carrying, Hints.NONE.withInputSize(new InputSize(320, 192))).input().height())
        .isEqualTo(192);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "320x",
        "320x192x3",
        "-320",
        "0",
        "320x0",
        "31",
        "320x16",
        "99999",
        "320 x 192"
      })
  void sizesInAnotherFormAreRefused(String text) {
    assertThatThrownBy(() -> InputSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void graphsWithAnOpenShapeAreReadTheSameWithoutATrial() throws DetectorException {
    Graph graph = rows(1, "anchors", 7);
    assertThat(SpecInference.infer(graph, THREE, "m").head().family()).isEqualTo("yolo11-rows");
  }
}
