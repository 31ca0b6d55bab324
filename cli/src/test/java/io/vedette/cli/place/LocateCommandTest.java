package io.vedette.cli.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.cli.Vedette;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LocateCommandTest {

  private static final Path SHARED =
      Path.of(System.getProperty("vedette.shared", "../../shared")).toAbsolutePath();
  private static final Path MODEL = SHARED.resolve("models/yolox_nano_416.onnx");
  private static final Path FILM = SHARED.resolve("samples/telemetry/klv/kwiver_aphill_klv_10s.ts");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void needsFiles() {
    assumeTrue(Files.exists(MODEL), () -> MODEL + " is absent");
    assumeTrue(Files.exists(FILM), () -> FILM + " is absent");
  }

  private int locate(Object... arguments) {
    CommandLine command = Vedette.configured(new CommandLine(new LocateCommand()));
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("--model", MODEL, "--labels", "coco"),
                Arrays.stream(arguments))
            .map(Object::toString)
            .toArray(String[]::new));
  }

  @Test
  void aRealFilmWithItsOwnTelemetry() throws Exception {
    Path output = folder.resolve("seen.geojson");
    assertThat(
            locate(
                "--input",
                FILM,
                "--output",
                output,
                "--threshold",
                0.1,
                "--ground",
                0,
                "--every",
                3))
        .as(err.toString())
        .isZero();
    JsonNode features = JsonMapper.builder().build().readTree(output.toFile()).get("features");
    assertThat(features).isNotEmpty();
    for (JsonNode feature : features) {
      // the yard that the aircraft circles around, by the picture's middle in its metadata
      assertThat(feature.at("/geometry/coordinates/0").asDouble()).isBetween(-77.362, -77.353);
      assertThat(feature.at("/geometry/coordinates/1").asDouble()).isBetween(38.182, 38.188);
    }
    assertThat(out.toString()).contains("4 of 4 pictures").contains("95% ellipse: median");
    assertThat(folder.toFile().list()).containsExactly("seen.geojson");
  }

  @Test
  void withoutTheHeightThatItNeedsNothingIsLocatedAndTheReasonIsSaid() throws Exception {
    Path output = folder.resolve("seen.kml");
    assertThat(locate("--input", FILM, "--output", output, "--threshold", 0.1, "--every", 5))
        .isZero();
    assertThat(out.toString()).contains("0 of 2 pictures").contains("no height above the ground");
    assertThat(Files.readString(output)).doesNotContain("Placemark");
  }

  @Test
  void aFilmWithoutTelemetryIsRefused() throws Exception {
    Path film = Files.copy(FILM, folder.resolve("film.mp4"));
    assertThat(locate("--input", film, "--output", folder.resolve("seen.kml"))).isEqualTo(1);
    assertThat(err.toString()).contains("no film.SRT beside it; name its --telemetry");
    assertThat(folder.toFile().list()).containsExactly("film.mp4");
  }

  @Test
  void otherFormsOfOutputAreRefusedBeforeAnythingIsRead() {
    assertThat(locate("--input", FILM, "--output", folder.resolve("seen.shp"))).isEqualTo(1);
    assertThat(err.toString()).contains("must end with .geojson, .kml, .cot");
  }
}
