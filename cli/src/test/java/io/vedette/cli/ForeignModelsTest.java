package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Models that other tools wrote, through the commands that run them. */
class ForeignModelsTest {

  private static final Path SHARED =
      Path.of(System.getProperty("vedette.shared", "../../shared")).toAbsolutePath();
  private static final Path CASES = SHARED.resolve("cases");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void needsTheCases() {
    assumeTrue(Files.exists(CASES.resolve("models")), () -> CASES + " is absent");
  }

  private int vedette(String command, Path model, Object... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--model", model.toString()));
    Arrays.stream(more).map(Object::toString).forEach(arguments::add);
    CommandLine vedette = Vedette.commandLine();
    vedette.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return vedette.execute(arguments.toArray(String[]::new));
  }

  private int detect(String model, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("--input", SHARED.resolve("fixtures/dog.jpg")));
    arguments.addAll(List.of(more));
    return vedette("detect", CASES.resolve(model), arguments.toArray());
  }

  @Test
  void weightsBesideTheModelAreFoundFromAnywhere() {
    assertThat(detect("weights-beside/ext.onnx")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("dog.jpg: car 0.90\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nanbox", "infbox", "negbox", "score2"})
  void answersThatAreNoBoxesReachNobody(String model) throws Exception {
    Path json = folder.resolve("seen.json");
    assertThat(detect("models/" + model + ".onnx", "--json", json, "--whole-boxes")).isZero();
    assertThat(out.toString()).doesNotContain("car");
    assertThat(Files.readString(json)).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void twoClassesOnOnePlaceAreOneObjectIfWanted() {
    assertThat(detect("models/agnostic.onnx")).isZero();
    assertThat(out.toString()).contains("car 0.82, truck 0.80");
    out.getBuffer().setLength(0);
    assertThat(detect("models/agnostic.onnx", "--class-agnostic-nms")).isZero();
    assertThat(out.toString()).contains("car 0.82").doesNotContain("truck");
  }

  @Test
  void oneGrayChannelIsEnough() {
    assertThat(detect("models/gray.onnx")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("car 0.90");
  }

  @Test
  void anOpenInputMayBeARectangle() throws Exception {
    Path json = folder.resolve("seen.json");
    assertThat(detect("models/dyn-rect.onnx")).isEqualTo(1);
    assertThat(err.toString()).contains("give --input-size PIXELS, or WIDTHxHEIGHT");
    int exit = detect("models/dyn-rect.onnx", "--input-size", "320x192", "--json", json);
    assertThat(exit).as(err.toString()).isZero();
    // 768 x 576 fits into 320 x 192 a third as large, with borders of 32: 10 - 32 lies outside
    JsonNode box = box(json);
    assertThat(box.get(0).asDouble()).isZero();
    assertThat(box.get(1).asDouble()).isEqualTo(30);
    assertThat(box.get(2).asDouble()).isEqualTo(24);
    assertThat(box.get(3).asDouble()).isEqualTo(120);
    assertThat(detect("models/dyn-rect.onnx", "--input-size", "320by192")).isEqualTo(2);
    assertThat(err.toString()).contains("320x192").contains("--input-size");
    assertThat(detect("models/gray.onnx", "--input-size", "320x192")).isEqualTo(1);
    assertThat(err.toString()).contains("its input is fixed");
  }

  private static JsonNode box(Path json) throws Exception {
    JsonNode images = JsonMapper.builder().build().readTree(json.toFile()).get("images");
    return images.get(0).get("detections").get(0).get("box");
  }

  @Test
  void theSameOptionsMeasure() {
    Path data = CASES.resolve("exif/upright");
    Path model = CASES.resolve("models/dyn-rect.onnx");
    int exit = vedette("evaluate", model, "--data", data, "--input-size", "320x192");
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).contains("AP");
  }

  @Test
  void eightyNamelessClassesMayBeCalledCocos() {
    Path model = SHARED.resolve("models/yolox_nano_416.onnx");
    assumeTrue(Files.exists(model), () -> model + " is absent");
    Path dog = SHARED.resolve("fixtures/dog.jpg");
    int exit = vedette("detect", model, "--input", dog, "--labels", "coco", "--threshold", 0.5);
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).contains("dog 0.86");
  }
}
