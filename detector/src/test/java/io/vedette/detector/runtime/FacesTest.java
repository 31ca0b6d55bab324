package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec.ColorOrder;
import io.vedette.detector.InputSpec.Fit;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Detectors of faces, recognised by their outputs alone and read to the end. What each graph
 * answers was decoded by hand, as the published decoder does it.
 */
class FacesTest {

  @TempDir private Path folder;

  private static DetectorSpec spec(Graph graph) throws Exception {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "m");
    assertThat(spec.labels()).containsExactly("face");
    return spec;
  }

  /** What is seen in a picture of the input's own size. */
  private static List<Detection> seen(Graph graph) throws Exception {
    DetectorSpec spec = spec(graph);
    int width = spec.input().width();
    int height = spec.input().height();
    try (Detector detector = OnnxDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT)) {
      return detector.detect(new Picture(width, height, new byte[3 * width * height]));
    }
  }

  private static void isTheFace(Graph graph, float score, Box box) throws Exception {
    List<Detection> seen = seen(graph);
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).score()).isCloseTo(score, within(1e-4f));
    assertThat(seen.get(0).box().x1()).isCloseTo(box.x1(), within(1e-3f));
    assertThat(seen.get(0).box().y1()).isCloseTo(box.y1(), within(1e-3f));
    assertThat(seen.get(0).box().x2()).isCloseTo(box.x2(), within(1e-3f));
    assertThat(seen.get(0).box().y2()).isCloseTo(box.y2(), within(1e-3f));
  }

  private static float log(double value) {
    return (float) Math.log(value);
  }

  /** On the cell at column 1, row 2 of stride 16: its number is 9 of 4x4. */
  private static Graph yunet(float classScore, float objectness) {
    ConstantGraph graph = new ConstantGraph(64, 64);
    int[] cells = {64, 16, 4};
    int[] strides = {8, 16, 32};
    for (int i = 0; i < 3; i++) {
      float value = strides[i] == 16 ? classScore : 0;
      graph.output("cls_" + strides[i], new int[] {1, cells[i], 1}, i == 1 ? 9 : 0, value);
    }
    for (int i = 0; i < 3; i++) {
      float value = strides[i] == 16 ? objectness : 0;
      graph.output("obj_" + strides[i], new int[] {1, cells[i], 1}, i == 1 ? 9 : 0, value);
    }
    float[] box = {0.5f, 0.25f, log(1.5), log(2)};
    for (int i = 0; i < 3; i++) {
      int[] shape = {1, cells[i], 4};
      graph.output("bbox_" + strides[i], shape, i == 1 ? 9 * 4 : 0, i == 1 ? box : new float[4]);
    }
    for (int i = 0; i < 3; i++) {
      graph.output("kps_" + strides[i], new int[] {1, cells[i], 10}, 0);
    }
    return graph.build();
  }

  @Test
  void yunet() throws Exception {
    // centre (1.5, 2.25) x 16 = 24, 36; size 1.5 and 2 x 16 = 24, 32; sqrt(0.81 x 1) = 0.9
    isTheFace(yunet(0.81f, 1), 0.9f, new Box(12, 20, 36, 52));
    // 1.3 is taken for 1
    isTheFace(yunet(1.3f, 0.64f), 0.8f, new Box(12, 20, 36, 52));
    DetectorSpec spec = spec(yunet(1, 1));
    assertThat(spec.head().family()).isEqualTo("yunet");
    assertThat(spec.input().colorOrder()).isEqualTo(ColorOrder.BGR);
    assertThat(spec.input().keepsPixels()).isTrue();
  }

  /** With a batch or without, with landmarks or without. */
  private static Graph scrfd(boolean batch, boolean landmarks) {
    ConstantGraph graph = new ConstantGraph(64, 64);
    int[] rows = {128, 32, 8};
    // the second anchor of column 3, row 2 of stride 8: its row is 2 x (2 x 8 + 3) + 1
    for (int i = 0; i < 3; i++) {
      graph.output("s" + i, shape(batch, rows[i], 1), 39 % rows[i], i == 0 ? 0.8f : 0);
    }
    for (int i = 0; i < 3; i++) {
      float[] box = {1, 0.5f, 2, 3};
      graph.output(
          "b" + i, shape(batch, rows[i], 4), i == 0 ? 39 * 4 : 0, i == 0 ? box : new float[4]);
    }
    for (int i = 0; landmarks && i < 3; i++) {
      graph.output("k" + i, shape(batch, rows[i], 10), 0);
    }
    return graph.build();
  }

  private static int[] shape(boolean batch, int rows, int columns) {
    return batch ? new int[] {1, rows, columns} : new int[] {rows, columns};
  }

  @Test
  void scrfd() throws Exception {
    // from the corner 3 x 8, 2 x 8: 1, 0.5, 2 and 3 strides of 8 away
    Box face = new Box(16, 12, 40, 40);
    isTheFace(scrfd(false, true), 0.8f, face);
    isTheFace(scrfd(false, false), 0.8f, face);
    isTheFace(scrfd(true, true), 0.8f, face);
    DetectorSpec spec = spec(scrfd(false, true));
    assertThat(spec.head().family()).isEqualTo("scrfd");
    assertThat(spec.input().colorOrder()).isEqualTo(ColorOrder.RGB);
    assertThat(spec.input().std()).containsOnly(128f);
    assertThat(spec.input().fit()).isEqualTo(Fit.LETTERBOX_TOP_LEFT);
  }

  @Test
  void scrfdOnFiveStrides() throws Exception {
    ConstantGraph graph = new ConstantGraph(128, 128);
    int[] cells = {256, 64, 16, 4, 1};
    for (int i = 0; i < 5; i++) {
      graph.output("s" + i, new int[] {cells[i], 1}, 0, i == 3 ? 0.7f : 0);
      float[] box = {0, 0, 0.5f, 1};
      graph.output("b" + i, new int[] {cells[i], 4}, 0, i == 3 ? box : new float[4]);
    }
    isTheFace(graph.build(), 0.7f, new Box(0, 0, 32, 64));
  }

  @Test
  void scrfdWhoseRowsAreOpenIsKnownByATrial() throws Exception {
    ConstantGraph graph = new ConstantGraph(64, 64);
    int[] rows = {128, 32, 8};
    for (int i = 0; i < 3; i++) {
      graph.declared("s" + i, new float[rows[i]], new int[] {rows[i], 1}, "rows" + i, 1);
      graph.declared("b" + i, new float[rows[i] * 4], new int[] {rows[i], 4}, "boxes" + i, 4);
    }
    Path file = folder.resolve("scrfd.onnx");
    graph.build().write(file);
    assertThat(DetectorModel.read(file, Hints.NONE).spec().head().family()).isEqualTo("scrfd");
  }

  /** The second prior, 128 wide, of column 1, row 2 of stride 16. */
  private static Graph retinaFace(boolean landmarks, float background, float face) {
    int row = 2 * 64 + 2 * 9 + 1;
    float quarter = log(0.25) / 0.2f;
    ConstantGraph graph =
        new ConstantGraph(64, 64)
            .output("loc", new int[] {1, 168, 4}, row * 4, 0.25f, -0.125f, quarter, quarter)
            .output("conf", new int[] {1, 168, 2}, row * 2, background, face);
    if (landmarks) {
      graph.output("landms", new int[] {1, 168, 10}, 0);
    }
    return graph.build();
  }

  @Test
  void retinaFace() throws Exception {
    // without a softmax in the graph the two are logits; all others are 0, which is a half
    Graph graph = retinaFace(true, 0, log(0.9 / 0.1));
    DetectorSpec spec = spec(graph);
    assertThat(spec.head().family()).isEqualTo("retinaface");
    assertThat(spec.input().mean()).containsExactly(104f, 117f, 123f);
    try (Detector detector =
        OnnxDetector.open(graph.toBytes(), spec.withScoreThreshold(0.6f), RuntimeOptions.DEFAULT)) {
      List<Detection> seen = detector.detect(new Picture(64, 64, new byte[64 * 64 * 3]));
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).score()).isCloseTo(0.9f, within(1e-4f));
      // centre 24 + 0.1 x 0.25 x 128, 40 - 0.1 x 0.125 x 128; a quarter of 128 wide and high
      assertThat(seen.get(0).box().x1()).isCloseTo(27.2f - 16, within(1e-3f));
      assertThat(seen.get(0).box().y1()).isCloseTo(38.4f - 16, within(1e-3f));
      assertThat(seen.get(0).box().x2()).isCloseTo(27.2f + 16, within(1e-3f));
      assertThat(seen.get(0).box().y2()).isCloseTo(38.4f + 16, within(1e-3f));
    }
  }

  @Test
  void retinaFaceWithoutLandmarksMustBeNamed() throws Exception {
    Graph graph = retinaFace(false, 0, 1);
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE.withFamily("retinaface"), "m");
    assertThat(spec.head().family()).isEqualTo("retinaface");
    assertThat(spec.labels()).containsExactly("face");
  }

  private static Graph blazeFace(int side, int rows, int row) {
    return new ConstantGraph(side, side)
        .output("regressors", new int[] {1, rows, 16}, row * 16, 4, -6, 20, 30)
        .declared("classificators", scores(rows, row), new int[] {1, rows, 1}, 1, rows, 1)
        .build();
  }

  /** Before the sigmoid: 0.9 in one row. */
  private static float[] scores(int rows, int row) {
    float[] scores = new float[rows];
    Arrays.fill(scores, -20);
    scores[row] = log(9);
    return scores;
  }

  @Test
  void blazeFace() throws Exception {
    // short range: 512 anchors of stride 8, then 6 a cell of stride 16; column 2, row 3: 40, 56
    Graph near = blazeFace(128, 896, 512 + 6 * (3 * 8 + 2) + 4);
    isTheFace(near, 0.9f, new Box(34, 35, 54, 65));
    // back camera: 2 a cell of stride 16; column 2, row 3
    Graph back = blazeFace(256, 896, 2 * (3 * 16 + 2) + 1);
    isTheFace(back, 0.9f, new Box(34, 35, 54, 65));
    // full range: 1 a cell of stride 4; column 10, row 5: 42, 22
    Graph far = blazeFace(192, 2304, 5 * 48 + 10);
    isTheFace(far, 0.9f, new Box(36, 1, 56, 31));
    DetectorSpec spec = spec(near);
    assertThat(spec.head().family()).isEqualTo("blazeface");
    assertThat(spec.input().mean()).containsOnly(127.5f);
    assertThat(spec.input().fit()).isEqualTo(Fit.LETTERBOX_CENTER);
  }
}
