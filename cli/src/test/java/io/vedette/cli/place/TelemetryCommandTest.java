package io.vedette.cli.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.cli.Vedette;
import io.vedette.edge.telemetry.TelemetryFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TelemetryCommandTest {

  private static final String FLIGHT =
      """
      1
      00:00:00,000 --> 00:00:01,000
      2024-05-01 10:00:00.000
      [focal_len: 24.00] [latitude: 0.000000] [longitude: 0.000000] [rel_alt: 30.000 abs_alt: 60.000]

      2
      00:00:01,000 --> 00:00:02,000
      2024-05-01 10:00:01.000
      [focal_len: 24.00] [latitude: 53.550000] [longitude: 10.000000] [rel_alt: 30.500 abs_alt: 60.500]

      3
      00:00:09,000 --> 00:00:10,000
      2024-05-01 10:00:09.000
      [focal_len: 24.00] [latitude: 53.550100] [longitude: 10.000000] [rel_alt: 31.000 abs_alt: 61.000]
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... arguments) {
    CommandLine command = Vedette.configured(new CommandLine(new TelemetryCommand()));
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }

  @Test
  void whatIsKnownAndWhatIsNot() throws Exception {
    Path file = Files.writeString(folder.resolve("flight.srt"), FLIGHT);
    assertThat(run(file)).isZero();
    assertThat(out.toString())
        .contains("samples   3, 2 with a position")
        .contains("height    30.0 to 31.0 m above take-off")
        .contains("camera    direction unknown")
        .contains("battery   unknown")
        .contains("gap       1.000 to 9.000 s")
        .contains("note      1 of 3 samples have no position")
        .contains("local time of an unknown zone");
  }

  @Test
  void csvCanBeReadAgain() throws Exception {
    Path file = Files.writeString(folder.resolve("flight.srt"), FLIGHT);
    Path csv = folder.resolve("flight.csv");
    Path json = folder.resolve("flight.json");
    assertThat(run(file, "--rows", 0, "--csv", csv, "--json", json)).isZero();
    assertThat(TelemetryFiles.read(csv).samples().get(2).position())
        .isEqualTo(TelemetryFiles.read(file).samples().get(2).position());
    JsonNode tree = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(tree.at("/samples/0/latitude").isNull()).isTrue();
    assertThat(tree.at("/samples/1/above_take_off").asDouble()).isEqualTo(30.5);
    assertThat(tree.at("/clock").asText()).isEqualTo("local");
  }

  @Test
  void whatIsNoTelemetryIsOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("shopping.txt"), "milk\nbread\n");
    assertThat(run(file)).isEqualTo(1);
    assertThat(err.toString()).contains("no telemetry of a known form").hasLineCount(1);
  }
}
