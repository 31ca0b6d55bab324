package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Figures over time by command, on a real coordinator that is stopped and started again. */
final class HistoryCommandTest {

  @TempDir Path folder;

  private String out = "";
  private String err = "";

  @Test
  void figuresOutliveTheCoordinator() throws Exception {
    CoordinatorConfig config =
        CoordinatorConfig.of(ServerAddress.loopback(0), folder.resolve("data"));
    Coordinator.start(config).close();

    try (Coordinator coordinator = Coordinator.start(config)) {
      Path json = folder.resolve("devices.json");
      Path csv = folder.resolve("devices.csv");
      assertThat(
              run(coordinator, "devices", "--since", "5m", "--json", "" + json, "--csv", "" + csv))
          .as(err)
          .isZero();
      assertThat(out).startsWith("devices: 0 last, 0 to 0, a column is 10 s");
      JsonNode line = new ObjectMapper().readTree(Files.readString(json)).get("lines").get(0);
      assertThat(line.get("figure").asText()).isEqualTo("devices");
      assertThat(line.get("points").size()).isBetween(1, 3);
      assertThat(Files.readAllLines(csv)).hasSize(1 + line.get("points").size());

      assertThat(run(coordinator, "frames", "--deployment", "default", "--since", "5m")).isZero();
      assertThat(out).startsWith("frames: 0/s last");
      assertThat(run(coordinator, "frames", "--deployment", "none")).isZero();
      assertThat(out).isEqualTo("frames: nothing is known of this time\n");
    }
  }

  @Test
  void badInputIsOneLine() throws Exception {
    try (Coordinator coordinator =
        Coordinator.start(
            CoordinatorConfig.of(ServerAddress.loopback(0), folder.resolve("data")))) {
      assertThat(run(coordinator, "speed")).isEqualTo(1);
      assertThat(err)
          .contains("'speed' is no figure; there are frames, escalations")
          .hasLineCount(1);
      assertThat(run(coordinator, "frames", "--deployment", "default", "--device", "a"))
          .isEqualTo(1);
      assertThat(err).contains("of a deployment or of a device, not both").hasLineCount(1);
      assertThat(run(coordinator, "frames", "--since", "900d")).isEqualTo(2);
    }
  }

  private int run(Coordinator coordinator, String... arguments) {
    StringWriter printed = new StringWriter();
    StringWriter told = new StringWriter();
    CommandLine command =
        Vedette.commandLine().setOut(new PrintWriter(printed)).setErr(new PrintWriter(told));
    int code =
        command.execute(
            Stream.of(
                    List.of("history"),
                    List.of(arguments),
                    List.of("--coordinator", "127.0.0.1:" + coordinator.port()))
                .flatMap(List::stream)
                .toArray(String[]::new));
    out = printed.toString();
    err = told.toString();
    return code;
  }
}
