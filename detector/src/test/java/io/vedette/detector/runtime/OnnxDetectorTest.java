package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecJson;
import io.vedette.detector.image.Tiling.Tile;
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

  private static Picture gray(int level) {
    byte[] bgr = new byte[64 * 64 * 3];
    Arrays.fill(bgr, (byte) level);
    return new Picture(64, 64, bgr);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "1", "4"})
  void everyPictureOfABatchGetsItsOwnAnswer(String batch, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("brightness.onnx");
    Brightness.graph(batch.equals("batch") ? batch : Integer.valueOf(batch)).write(file);
    try (Detector detector = OnnxDetector.open(file, Hints.NONE, RuntimeOptions.DEFAULT)) {
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
  void twoClassesOnOnePlaceAreOneObjectIfWanted() throws Exception {
    Path model = SharedFiles.of("cases/models/agnostic.onnx");
    Picture black = new Picture(64, 64, new byte[64 * 64 * 3]);
    try (Detector classwise = OnnxDetector.open(model, Hints.NONE, RuntimeOptions.DEFAULT);
        Detector agnostic =
            OnnxDetector.open(model, Hints.NONE.withClassAgnosticNms(), RuntimeOptions.DEFAULT)) {
      assertThat(classwise.detect(black))
          .extracting(Detection::label)
          .containsExactly("car", "truck");
      assertThat(agnostic.detect(black)).extracting(Detection::label).containsExactly("car");
      // a spec that is carried to an agent says the same
      DetectorSpec carried = SpecJson.read(SpecJson.write(agnostic.spec()), "m");
      byte[] bytes = DetectorModel.read(model, Hints.NONE).bytes();
      try (Detector far = OnnxDetector.open(bytes, carried, RuntimeOptions.DEFAULT)) {
        assertThat(far.detect(black)).hasSize(1);
      }
    }
  }

  @Test
  void tilesOfAClassAgnosticDetectorAreToo() {
    Tile left = new Tile(0, 0, 60, 100);
    Tile right = new Tile(40, 0, 60, 100);
    List<TileMerge.Sighting> sightings =
        List.of(
            new TileMerge.Sighting(new Detection(new Box(42, 10, 58, 30), 0, "a", 0.9f), left),
            new TileMerge.Sighting(new Detection(new Box(42, 10, 58, 31), 1, "b", 0.8f), right));
    assertThat(new TileMerge(100, 100, false).merged(sightings)).hasSize(2);
    assertThat(new TileMerge(100, 100, true).merged(sightings))
        .extracting(Detection::label)
        .containsExactly("a");
  }

  @Test
  void oneGrayChannelIsFed() throws Exception {
    Path model = SharedFiles.of("cases/models/gray.onnx");
    try (Detector detector = OnnxDetector.open(model, Hints.NONE, RuntimeOptions.DEFAULT)) {
      assertThat(detector.spec().input().shape(1)).containsExactly(1, 1, 64, 64);
      List<Detection> seen = detector.detect(gray(100));
      assertThat(seen).extracting(Detection::label).containsExactly("car");
      assertThat(seen.get(0).score()).isCloseTo(0.9f, within(1e-6f));
    }
  }

  @Test
  void theDigestIsThatOfTheFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("brightness.onnx");
    Brightness.graph("batch").write(file);
    try (Detector detector = OnnxDetector.open(file, Hints.NONE, RuntimeOptions.DEFAULT)) {
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      assertThat(detector.digest()).isEqualTo(java.util.HexFormat.of().formatHex(digest));
    }
  }

  @Test
  void exposedTensorsCanBeRead() throws Exception {
    Graph graph = ExposeTensors.of(List.of("mean")).apply(Brightness.graph("batch"));
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
    g.output(g.node("NoSuchOperator", x).output("y"), 1, 6, Brightness.ANCHORS);
    assertThatThrownBy(
            () -> OnnxSession.open(g.build().toBytes(), "m.onnx", RuntimeOptions.DEFAULT))
        .hasMessageContaining("m.onnx")
        .hasMessageContaining("NoSuchOperator")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(
            () ->
                OnnxSession.open(
                    Brightness.graph(1).toBytes(),
                    "m",
                    RuntimeOptions.DEFAULT.withProviders(List.of("warp"))))
        .hasMessageContaining("'warp'");
  }
}
