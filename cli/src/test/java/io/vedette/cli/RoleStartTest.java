package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A role that cannot start says so at once, in one line, and leaves nothing behind. */
class RoleStartTest {

  private static final Path STUDENT = Path.of("..", "models", "boards-student.onnx");

  @TempDir Path folder;
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void theModelsAreThere() {
    System.setProperty("vedette.home", "..");
  }

  @AfterEach
  void forget() {
    System.clearProperty("vedette.home");
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "teacher", "distiller", "agent"})
  void anExampleFailsOnWhatItNamesAndThisMachineLacks(String role) throws Exception {
    String example = Files.readString(Path.of("..", "examples", role + ".yaml"));
    Path config =
        Files.writeString(
            folder.resolve(role + ".yaml"),
            example
                .replace("/var/lib/vedette", folder.resolve("data").toString())
                .replace("/etc/vedette", folder.resolve("etc").toString()));
    assertThat(run(role, "--config", config)).isEqualTo(1);
    String why = errors.toString().strip();
    assertThat(why).startsWith("vedette " + role + ": ").doesNotContain("\n");
    if (role.equals("coordinator")) {
      assertThat(why)
          .containsPattern("coordinator\\.yaml:[0-9]+: initialModel: ")
          .contains("there is no such file");
    } else {
      assertThat(why).contains("no identity yet; start once with --enroll TOKEN");
    }
    assertThat(left()).containsExactly(config);
  }

  @Test
  void aConfigurationThatIsWrongIsWrongUsage() throws Exception {
    Path config = Files.writeString(folder.resolve("c.yaml"), "rounds:\n  epochs: many\n");
    assertThat(run("coordinator", "--config", config)).isEqualTo(2);
    assertThat(errors.toString().strip())
        .isEqualTo(
            "vedette coordinator: " + config + ":2: rounds.epochs: 'many' is not a whole number");
    assertThat(run("coordinator", "--config", folder.resolve("no.yaml"))).isEqualTo(1);
  }

  @Test
  void aTakenPortIsFoundBeforeAnythingIsMade() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Path data = folder.resolve("data");
      assertFails("the port is in use", "coordinator", "--port", port, "--data", data);
      Path agent = folder.resolve("agent.yaml");
      Files.writeString(
          agent,
          "id: a\nmodel: %s\ncameras: [{id: c, source: generated:boards}]\ndataDirectory: %s\nhttpPort: %d\n"
              .formatted(STUDENT, data, port));
      assertFails("agent.yaml:5: httpPort: 127.0.0.1:" + port, "agent", "--config", agent);
      assertFails("the port is in use", "dashboard", "--port", port);
      assertFails("the port is in use", "demo", "--port", port, "--directory", data);
      assertThat(left()).containsExactly(agent);
    }
  }

  @Test
  void whatIsNamedMustBeThere() throws Exception {
    Path data = folder.resolve("data");
    Path none = folder.resolve("none");
    Path file = Files.writeString(folder.resolve("file"), "text");
    List<Object> demo = List.of("demo", "--port", 0, "--directory", data);
    assertFails("none: there is no such", "demo", "--port", 0, "--source", none);
    assertFails("none", with(demo, "--teacher", none));
    assertFails("none", with(demo, "--student", none));
    assertFails("file: ", with(demo, "--student", file));
    assertFails("none", with(demo, "--held-out", none));
    assertFails("is a folder", with(demo, "--report", folder));
    assertFails("is a file", "demo", "--port", 0, "--directory", file.resolve("x"));
    assertFails("is a file", "coordinator", "--port", 0, "--data", file.resolve("x"));
    assertFails("none", "coordinator", "--data", data, "--initial-model", none, "--port", 0);
    assertFails("file: ", "coordinator", "--data", data, "--initial-model", file, "--port", 0);
    assertFails("none", "agent", "--alone", "--model", none, "--source", "rtsp://a/b");
    assertFails(
        "student:3: there is no such file, and without a coordinator there is no registry",
        List.of("agent", "--alone", "--model", "student:3", "--source", "rtsp://a/b").toArray());
    assertFails("no such file, folder", "agent", "--alone", "--model", STUDENT, "--source", none);
    assertFails("none", "teacher", "--model", none);
    assertFails("is a file", "distiller", "--directory", file.resolve("x"));
    assertFails("none", "dashboard", "--port", 0, "--token-file", none);
    assertThat(left()).containsExactly(file);
  }

  private static Object[] with(List<Object> words, Object... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray();
  }

  private void assertFails(String why, Object... words) {
    errors.getBuffer().setLength(0);
    assertThat(run(words)).as(List.of(words).toString()).isEqualTo(1);
    assertThat(errors.toString().strip()).contains(why).doesNotContain("\n");
  }

  private List<Path> left() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private int run(Object... words) {
    CommandLine vedette = Vedette.commandLine().setErr(new PrintWriter(errors, true));
    return vedette.execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
  }
}
