package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateAndEvaluateTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int vedette(Object... arguments) {
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return command.execute(words);
  }

  @Test
  void generatedBoardsOpenAsADatasetAndTheSameSeedGivesTheSame() throws DetectorException {
    assertThat(vedette("generate", "--output", folder, "--count", 3, "--condition", "both"))
        .isZero();
    assertThat(vedette("generate", "--output", folder.resolve("again"), "--count", 3)).isZero();
    Dataset normal = Datasets.open(folder.resolve("normal"), null);
    Dataset changed = Datasets.open(folder.resolve("changed"), null);

    assertThat(normal.samples()).hasSize(3);
    assertThat(normal.objects()).isPositive().isEqualTo(changed.objects());
    assertThat(changed.digest()).isNotEqualTo(normal.digest());
    assertThat(Datasets.open(folder.resolve("again"), null).digest()).isEqualTo(normal.digest());
    assertThat(out.toString()).contains("3 pictures with " + normal.objects() + " defects in ");
  }

  @Test
  void storedDetectionsAreMeasuredAsCocosToolMeasuresThem() throws IOException {
    Path shared = Path.of(System.getProperty("vedette.shared", "../../shared"));
    assumeTrue(Files.exists(shared), shared + " is not there");
    Path sampled = shared.resolve("fixtures/coco-eval/sampled");
    Path json = folder.resolve("out/figures.json");

    int code =
        vedette(
            "evaluate",
            "--ground-truth",
            sampled.resolve("gts/sampled_gts_bbox_area.json"),
            "--detections",
            sampled.resolve("cocoapi_results.json"),
            "--json",
            json);

    assertThat(code).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.path("AP").asDouble()).isCloseTo(0.503647, within(1e-5));
    assertThat(figures.path("AR100").asDouble()).isCloseTo(0.595353, within(1e-5));
    assertThat(figures.path("images").asInt()).isEqualTo(100);
    assertThat(figures.path("per_class").size()).isEqualTo(80);
    assertThat(figures.has("latency_ms")).isFalse();
    assertThat(out.toString()).containsPattern("all +0\\.504 +0\\.697");
  }

  @Test
  void tilesAskedForTakeThePlaceOfTheModelsOwn() throws IOException {
    Path boards = folder.resolve("boards");
    assertThat(vedette("generate", "--output", boards, "--count", 2)).isZero();
    Path model = Path.of("..", "models", "boards-student.onnx");
    Path whole = folder.resolve("whole.json");
    Path tiled = folder.resolve("tiled.json");

    assertThat(vedette("evaluate", "--model", model, "--data", boards, "--json", whole)).isZero();
    assertThat(
            vedette(
                "evaluate", "--model", model, "--data", boards, "--tiles", "2x2", "--json", tiled))
        .isZero();
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(tiled.toFile()).path("AP"))
        .isNotEqualTo(json.readTree(whole.toFile()).path("AP"));

    assertThat(vedette("evaluate", "--model", model, "--data", boards, "--tiles", 2)).isEqualTo(1);
    assertThat(err.toString()).contains("--tiles: tiles '2': give columns and rows as 3x2");
  }

  @Test
  void wrongUseIsTwoAndWrongDataIsOneEachInOneLine() {
    assertThat(vedette("evaluate", "--data", folder)).isEqualTo(2);
    assertThat(vedette("generate", "--output", folder, "--count", 0)).isEqualTo(2);
    assertThat(vedette("evaluate", "--model", folder.resolve("no.onnx"), "--data", folder))
        .isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(3);
    assertThat(err.toString()).contains("no dataset of a known form");
  }

  @Test
  void picturesOfAnotherSizeThanToldAreRefusedBeforeTheModelIsOpened() throws IOException {
    Pictures.write(folder.resolve("a.png"), new Picture(40, 30, new byte[3 * 40 * 30]));
    Files.writeString(
        folder.resolve("annotations.json"),
        "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":80,\"height\":60}],"
            + "\"annotations\":[],\"categories\":[{\"id\":1,\"name\":\"x\"}]}");
    assertThat(vedette("evaluate", "--model", folder.resolve("no.onnx"), "--data", folder))
        .isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("says 80x60, but ").contains("a.png has 40x30 pixels");
  }
}
