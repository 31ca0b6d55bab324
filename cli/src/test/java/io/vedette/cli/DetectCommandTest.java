package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.VideoReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectCommandTest {

  private static final Path SHARED =
      Path.of(System.getProperty("vedette.shared", "../../shared")).toAbsolutePath();
  private static final String MODEL = SHARED.resolve("models/yolox_nano_416.onnx").toString();

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void needsAModel() {
    assumeTrue(Files.exists(Path.of(MODEL)), () -> MODEL + " is absent");
  }

  private int detect(Object... arguments) {
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("detect"),
                Arrays.stream(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  @Test
  void aFolderIsAnsweredAroundABadPicture() throws Exception {
    Path pictures = Files.createDirectories(folder.resolve("in/sub"));
    Files.copy(SHARED.resolve("fixtures/dog.jpg"), pictures.resolve("dog.jpg"));
    byte[] whole = Files.readAllBytes(SHARED.resolve("fixtures/dog.jpg"));
    Files.write(folder.resolve("in/cut.jpg"), Arrays.copyOf(whole, 9000));
    Path json = folder.resolve("seen.json");
    Path drawn = folder.resolve("drawn");

    int exit =
        detect(
            "--model",
            MODEL,
            "--input",
            folder.resolve("in"),
            "--json",
            json,
            "--output",
            drawn,
            "--threshold",
            0.5);

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("cut.jpg").contains("1 of 2 pictures");
    assertThat(out.toString()).contains("dog.jpg: dog 0.86, bicycle 0.80, car 0.80");
    JsonNode form = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(form.get("model").asText()).hasSize(64);
    assertThat(form.get("images")).hasSize(1);
    JsonNode image = form.get("images").get(0);
    assertThat(Path.of(image.get("file").asText())).isEqualTo(Path.of("sub/dog.jpg"));
    assertThat(image.get("width").asInt()).isEqualTo(768);
    JsonNode dog = image.get("detections").get(0);
    assertThat(dog.get("label").asText()).isEqualTo("dog");
    assertThat(dog.get("class_id").asInt()).isEqualTo(16);
    assertThat(dog.get("box").get(0).asDouble()).isBetween(132.0, 133.5);
    Picture picture = Pictures.read(drawn.resolve("sub/dog.jpg"));
    assertThat(picture.width()).isEqualTo(768);
  }

  @Test
  void aFolderIsReadAsPeopleCountWithoutAnotherSystemsNotes() {
    Path pictures = SHARED.resolve("cases/folders/pics");
    assumeTrue(Files.exists(pictures), () -> pictures + " is absent");
    assertThat(detect("--model", MODEL, "--input", pictures)).as(err.toString()).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceFirst(":.*", "")))
        .containsExactly("2.jpg", "10.jpg", "e.gif", "f.webp");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void tilesShowTheSameObjectsOnceAndProvidersAreTold() {
    Path dog = SHARED.resolve("fixtures/dog.jpg");
    int exit =
        detect(
            "--model",
            MODEL,
            "--input",
            dog,
            "--threshold",
            0.6,
            "--tiles",
            "2x1",
            "--provider",
            "auto");
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).containsOnlyOnce("dog 0.").containsOnlyOnce("bicycle 0.");
    assertThat(err.toString())
        .contains("vedette detect: runs on ")
        .contains("cpu")
        .contains(", tiles 2x1");
  }

  @Test
  void aVideoIsAnsweredFrameByFrame() throws Exception {
    Path json = folder.resolve("seen.json");
    int exit =
        detect(
            "--model",
            MODEL,
            "--input",
            SHARED.resolve("data/videos/car-detection.mp4"),
            "--frames",
            12,
            "--json",
            json,
            "--output",
            folder.resolve("cars.mp4"));
    assertThat(err.toString()).doesNotContain("vedette detect:");
    assertThat(exit).isZero();
    JsonNode images = JsonMapper.builder().build().readTree(json.toFile()).get("images");
    assertThat(images).hasSize(12);
    assertThat(images.get(11).get("frame").asInt()).isEqualTo(11);
    assertThat(images.get(11).get("time_ms").asLong()).isPositive();
    int frames = 0;
    try (VideoReader drawn = VideoReader.open(folder.resolve("cars.mp4").toString())) {
      while (drawn.next() != null) {
        frames++;
      }
    }
    assertThat(frames).isEqualTo(12);
  }

  @Test
  void mistakesAreOneLineAndLeaveNoFile() throws Exception {
    Path text = Files.writeString(folder.resolve("model.onnx"), "<html>no model</html>");
    Path dog = SHARED.resolve("fixtures/dog.jpg");
    Path json = folder.resolve("seen.json");
    assertThat(detect("--model", text, "--input", dog)).isEqualTo(1);
    assertThat(detect("--model", MODEL, "--input", folder.resolve("no.jpg"), "--json", json))
        .isEqualTo(1);
    assertThat(detect("--model", MODEL, "--input", text)).isEqualTo(1);
    assertThat(detect("--model", MODEL, "--input", dog, "--head", "yolov99")).isEqualTo(1);
    assertThat(detect("--model", MODEL, "--input", dog, "--tiles", "many")).isEqualTo(1);
    assertThat(detect("--model", MODEL)).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(6)
        .allMatch(line -> line.startsWith("vedette"))
        .anyMatch(line -> line.contains("no ONNX model"))
        .anyMatch(line -> line.contains("no.jpg"))
        .anyMatch(line -> line.contains("cannot be opened as video"))
        .anyMatch(line -> line.contains("yolox"))
        .anyMatch(line -> line.contains("'many'"));
    assertThat(json).doesNotExist();
    assertThat(folder.resolve("seen.json.part")).doesNotExist();
  }
}
