package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.TileSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are no boxes are dropped and counted, whoever asks and however. */
class BadAnswersTest {

  private static final Picture BLACK = new Picture(64, 64, new byte[64 * 64 * 3]);

  private static Detector open(Graph graph, Hints hints, RuntimeOptions options) throws Exception {
    DetectorSpec spec = SpecInference.infer(graph, hints, "m");
    return OnnxDetector.open(graph.toBytes(), spec, options);
  }

  @ParameterizedTest
  @CsvSource({"nanbox, 1", "infbox, 1", "negbox, 0", "score2, 0"})
  void theSharedCases(String name, int left) throws Exception {
    try (Detector detector =
        OnnxDetector.open(
            SharedFiles.of("cases/models/" + name + ".onnx"),
            Hints.NONE,
            RuntimeOptions.DEFAULT.withWarmUps(2))) {
      assertThat(detector.droppedAnswers()).as("warm-ups do not count").isZero();
      List<Detection> seen = detector.detect(BLACK);
      assertThat(seen).hasSize(left).allMatch(d -> d.label().equals("person"));
      assertThat(detector.droppedAnswers()).isEqualTo(1);
      detector.detect(List.of(BLACK, BLACK));
      assertThat(detector.droppedAnswers()).isEqualTo(3);
    }
  }

  private static AlwaysSees oneGood() {
    return new AlwaysSees().object("person", 0.7f, 12.5f, 12.5f, 15, 15);
  }

  @ParameterizedTest
  @ValueSource(
      floats = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        1.5f,
        1e30f,
      })
  void scoresOutsideZeroToOne(float score) throws Exception {
    Graph graph = oneGood().object("car", score, 40, 40, 10, 10).graph();
    try (Detector detector = open(graph, Hints.NONE, RuntimeOptions.DEFAULT.withWholeBoxes(true))) {
      assertThat(detector.detect(BLACK)).hasSize(1).allMatch(d -> d.label().equals("person"));
      assertThat(detector.droppedAnswers()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 40, 10, 10",
    "40, NaN, 10, 10",
    "40, 40, NaN, 10",
    "40, 40, 10, -Infinity",
    "-Infinity, 40, 10, 10",
    "40, 40, 10, -10",
    "3e38, 40, 3e38, 10",
    "40, -1e20, 10, 10",
  })
  void cornersThatAreNoPlaces(float x, float y, float width, float height) throws Exception {
    Graph graph = oneGood().object("car", 0.9f, x, y, width, height).graph();
    try (Detector detector = open(graph, Hints.NONE, RuntimeOptions.DEFAULT.withWholeBoxes(true))) {
      assertThat(detector.detect(BLACK)).hasSize(1).allMatch(d -> d.label().equals("person"));
      assertThat(detector.droppedAnswers()).isEqualTo(1);
    }
  }

  @Test
  void aScoreThatRoundingLiftedAboveOneIsOne() throws Exception {
    Graph graph = new AlwaysSees().object("car", 1.0039f, 40, 40, 10, 10).graph();
    try (Detector detector = open(graph, Hints.NONE, RuntimeOptions.DEFAULT)) {
      assertThat(detector.detect(BLACK).get(0).score()).isEqualTo(1);
      assertThat(detector.droppedAnswers()).isZero();
    }
  }

  @Test
  void tiledAndSharedDetectorsCountToo() throws Exception {
    Graph graph = oneGood().object("car", 0.9f, Float.NaN, 40, 10, 10).graph();
    Picture large = new Picture(128, 64, new byte[128 * 64 * 3]);
    Hints tiled = Hints.NONE.withTiles(new TileSpec("2x1", 0.0));
    try (Detector detector = open(graph, tiled, RuntimeOptions.DEFAULT)) {
      assertThat(detector.detect(large)).isNotEmpty().allMatch(d -> d.label().equals("person"));
      assertThat(detector.droppedAnswers()).as("two tiles and the whole").isEqualTo(3);
    }
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "m");
    SharedDetector shared = SharedDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT, 2);
    try (Detector one = shared.join().orElseThrow();
        Detector other = shared.join().orElseThrow()) {
      assertThat(one.detect(BLACK)).hasSize(1);
      assertThat(other.detect(BLACK)).hasSize(1);
      assertThat(one.droppedAnswers()).isEqualTo(2);
    }
  }

  /** Rows of end-to-end detectors: corners, score, class. */
  @Test
  void aClassThatIsNoNumber() throws Exception {
    Graph graph =
        new ConstantGraph(64, 64)
            .output(
                "output0",
                new int[] {1, 300, 6},
                0,
                new float[] {1, 2, 30, 40, 0.9f, Float.NaN, 1, 2, 30, 40, 0.8f, 1})
            .build();
    Hints hints = Hints.NONE.withLabels(List.of("a", "b"));
    try (Detector detector = open(graph, hints, RuntimeOptions.DEFAULT)) {
      List<Detection> seen = detector.detect(BLACK);
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).score()).isCloseTo(0.8f, within(1e-6f));
      assertThat(detector.droppedAnswers()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "yolov5, 252, 7",
    "yolox, 84, 7",
    "yolo11-rows, 84, 6",
    "detr-rows, 100, 6",
    "end2end, 300, 6",
  })
  void everyRowHeadHandsOnScoresThatAreNoNumbers(String family, int rows, int columns)
      throws Exception {
    float[] values = new float[rows * columns];
    Arrays.fill(values, 0, columns, Float.NaN);
    int[] shape = {1, rows, columns};
    Graph graph =
        new ConstantGraph(64, 64).declared("output0", values, shape, 1, rows, columns).build();
    Hints hints = Hints.NONE.withLabels(List.of("a", "b")).withFamily(family);
    try (Detector detector = open(graph, hints, RuntimeOptions.DEFAULT)) {
      assertThat(detector.detect(BLACK)).isEmpty();
      assertThat(detector.droppedAnswers()).isPositive();
    }
  }
}
