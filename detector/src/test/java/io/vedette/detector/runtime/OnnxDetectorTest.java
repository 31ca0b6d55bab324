package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxDetectorTest {

  private static final int ANCHORS = 21; // of a 32x32 input: 16 + 4 + 1

  /**
   * A detector of brightness: its only box lies at 8..24, and the score of its second class is the
   * picture's mean brightness.
   */
  private static Graph brightness(Object batch) {
    GraphBuilder g = new GraphBuilder("brightness", 17);
    String x = g.input("images", batch, 3, 32, 32);
    String mean =
        g.node("ReduceMean", x).ints("axes", 1, 2, 3).integer("keepdims", 1).output("mean");
    String flat =
        g.node("Reshape", mean, g.initializer("shape", new long[] {-1, 1, 1}, 3)).output("flat");
    float[] still = new float[6 * ANCHORS];
    float[] lit = new float[6 * ANCHORS];
    for (int row = 0; row < 4; row++) {
      still[row * ANCHORS] = 16;
    }
    lit[5 * ANCHORS] = 1;
    String bright = g.node("Mul", flat, g.initializer("lit", lit, 1, 6, ANCHORS)).output("bright");
    String sum =
        g.node("Add", bright, g.initializer("still", still, 1, 6, ANCHORS)).output("output0");
    g.output(sum, batch, 6, ANCHORS);
    Graph graph = g.build();
    DetectorSpec spec =
        new DetectorSpec(
            List.of("dark", "bright"),
            InputSpec.standard("images", 32, 32),
            new HeadSpec("yolo11", Map.of("strides", "8,16,32")),
            0.1f,
            0.5f);
    return SpecInference.embed(graph, spec);
  }

  private static Picture gray(int level) {
    byte[] bgr = new byte[64 * 64 * 3];
    Arrays.fill(bgr, (byte) level);
    return new Picture(64, 64, bgr);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "1", "4"})
  void everyPictureOfABatchGetsItsOwnAnswer(String batch, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("brightness.onnx");
    brightness(batch.equals("batch") ? batch : Integer.valueOf(batch)).write(file);
    try (OnnxDetector detector = OnnxDetector.open(file, Hints.NONE, RuntimeOptions.DEFAULT)) {
      List<Picture> pictures = new ArrayList<>();
      for (int i = 0; i < 19; i++) {
        pictures.add(gray(40 + 10 * i));
      }
      List<List<Detection>> answers = detector.detect(pictures);
      assertThat(answers).hasSize(19);
      for (int i = 0; i < 19; i++) {
        Detection seen = answers.get(i).get(0);
        assertThat(seen.label()).isEqualTo("bright");
        assertThat(seen.score()).isCloseTo((40 + 10 * i) / 255f, within(1e-4f));
        // half the picture's size is the input's
        assertThat(seen.box().x1()).isCloseTo(16, within(1e-3f));
        assertThat(seen.box().y2()).isCloseTo(48, within(1e-3f));
      }
      assertThat(detector.detect(gray(5))).as("below the threshold").isEmpty();
      assertThat(detector.detect(List.of())).isEmpty();
    }
  }

  @Test
  void theDigestIsThatOfTheFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("brightness.onnx");
    brightness("batch").write(file);
    try (OnnxDetector detector = OnnxDetector.open(file, Hints.NONE, RuntimeOptions.DEFAULT)) {
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      assertThat(detector.digest()).isEqualTo(java.util.HexFormat.of().formatHex(digest));
    }
  }

  @Test
  void exposedTensorsCanBeRead() throws Exception {
    Graph graph = ExposeTensors.of(List.of("mean")).apply(brightness("batch"));
    try (OnnxSession session =
        OnnxSession.open(graph.toBytes(), "brightness", RuntimeOptions.DEFAULT)) {
      float[] pixels = new float[2 * 3 * 32 * 32];
      Arrays.fill(pixels, pixels.length / 2, pixels.length, 0.5f);
      Map<String, FloatTensor> seen =
          session.run(Map.of("images", FloatTensor.of(pixels, 2, 3, 32, 32)), List.of("mean"));
      assertThat(seen).containsOnlyKeys("mean");
      assertThat(seen.get("mean").shape()).containsExactly(2, 1, 1, 1);
      assertThat(seen.get("mean").values()).containsExactly(0, 0.5f);
      assertThatThrownBy(() -> session.run(Map.of("pixels", FloatTensor.of(pixels, pixels.length))))
          .hasMessageContaining("no input 'pixels'");
      assertThatThrownBy(() -> session.run(Map.of("images", FloatTensor.of(pixels, pixels.length))))
          .hasMessageContaining("brightness")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void whatCannotRunIsRefusedInOneLine() throws Exception {
    GraphBuilder g = new GraphBuilder("unknown", 17);
    String x = g.input("images", 1, 3, 32, 32);
    g.output(g.node("NoSuchOperator", x).output("y"), 1, 6, ANCHORS);
    assertThatThrownBy(
            () -> OnnxSession.open(g.build().toBytes(), "m.onnx", RuntimeOptions.DEFAULT))
        .hasMessageContaining("m.onnx")
        .hasMessageContaining("NoSuchOperator")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(
            () ->
                OnnxSession.open(
                    brightness(1).toBytes(),
                    "m",
                    RuntimeOptions.DEFAULT.withProviders(List.of("warp"))))
        .hasMessageContaining("'warp'");
  }
}
