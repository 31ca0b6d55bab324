package io.vedette.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vedette.cli.Vedette;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cli.model.ModelCommand;
import io.vedette.cli.simulate.SimulateCommand;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.identity.AdminToken;
import io.vedette.cloud.identity.IdentityParts;
import io.vedette.dashboard.Dashboard;
import io.vedette.dashboard.DashboardConfig;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The Python examples against a coordinator with TLS and a token, a simulated fleet, and a
 * dashboard that asks for a token.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PythonExamplesTest {

  private static final Path EXAMPLES = Path.of("..", "examples", "python").toAbsolutePath();
  private static final int AGENTS = 5;

  private final StringWriter said = new StringWriter();
  private Thread fleet;
  private Dashboard dashboard;
  private Map<String, String> environment;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeThat(pythonIsThere()).as("python3 3.9 or newer is on the path").isTrue();
    Path data = folder.resolve("coordinator");
    fleet =
        new Thread(
            () ->
                command(
                    new SimulateCommand(),
                    "--data=" + data,
                    "--agents=" + AGENTS,
                    "--rate=5",
                    "--install-time=200ms",
                    "--for=1h"),
            "simulated-fleet");
    fleet.start();
    ServerAddress address = listening(data.resolve("coordinator.yaml"));
    Path identity = data.resolve("data").resolve(IdentityParts.FOLDER);
    Path authority = identity.resolve("authority.pem");
    Path token = identity.resolve(AdminToken.FILE);
    dashboard =
        Dashboard.start(
            new DashboardConfig(
                new Endpoint("127.0.0.1", address.port(), true, authority, token),
                "127.0.0.1",
                0,
                null,
                null,
                null,
                false));
    environment =
        Map.of(
            "VEDETTE_URL", dashboard.address(),
            "VEDETTE_TOKEN_FILE", token.toString(),
            "PYTHONDONTWRITEBYTECODE", "1");
    until(
        "every agent is online",
        () -> python("fleet_health.py").out().contains(AGENTS + " online"));
    assertThat(
            command(
                new ModelCommand(),
                "import",
                "--model=" + data.resolve("student.onnx"),
                "--name=student",
                "--coordinator=127.0.0.1:" + address.port(),
                "--coordinator-authority=" + authority,
                "--coordinator-token-file=" + token))
        .as(said.toString())
        .isZero();
  }

  @AfterAll
  void stop() throws Exception {
    if (dashboard != null) {
      dashboard.close();
    }
    if (fleet != null) {
      fleet.interrupt();
      fleet.join();
    }
  }

  @Test
  void theExamplesTellOfARealFleet() throws Exception {
    Run health = python("fleet_health.py");
    assertThat(health.code()).as(health.out()).isZero();
    assertThat(health.out())
        .contains(
            "devices      5 online, 0 away, 0 revoked", "should run   student:1, 0 run another")
        .containsPattern("simulated +5 +\\d+\\.\\d");

    Run rollout = python("follow_rollout.py", "student:2");
    assertThat(rollout.code()).as(rollout.out()).isZero();
    assertThat(rollout.out())
        .contains("student:1 -> student:2")
        .containsPattern("done +5 of 5 confirmed");

    Run accuracy = python("accuracy_over_versions.py");
    assertThat(accuracy.code()).as(accuracy.out()).isZero();
    assertThat(accuracy.out())
        .containsPattern("student:1 .* 0 ")
        .containsPattern("student:2 .* 5 .*stable");

    Run again = python("follow_rollout.py");
    assertThat(again.code()).as(again.out()).isZero();
    assertThat(again.out()).containsPattern("done +5 of 5 confirmed");
  }

  @Test
  void refusalsAreOneLineAndExitOne() throws Exception {
    Run unknown = python("follow_rollout.py", "student:99");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.out().strip().lines()).hasSize(1).first().asString().contains("student");

    Run refused = python(Map.of("VEDETTE_TOKEN", "wrong horse battery"), "follow_rollout.py");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out().strip()).isEqualTo("sign in first");

    Run alone = python(Map.of("VEDETTE_URL", "http://127.0.0.1:1"), "follow_rollout.py");
    assertThat(alone.code()).isEqualTo(1);
    assertThat(alone.out().strip().lines()).hasSize(1);
    assertThat(alone.out()).startsWith("the dashboard at http://127.0.0.1:1 did not answer");
  }

  private static boolean pythonIsThere() {
    try {
      return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int command(Object command, String... arguments) {
    PrintWriter out = new PrintWriter(said, true);
    return Vedette.configured(new CommandLine(command)).setOut(out).setErr(out).execute(arguments);
  }

  /** Where the coordinator of a folder listens, once it does. */
  private ServerAddress listening(Path config) throws Exception {
    // The process is started when its configuration is written.
    until("the coordinator starts", () -> Files.exists(config.resolveSibling("coordinator.log")));
    ServerAddress address = ConfigFile.read(config, CoordinatorConfig.class).listener();
    until(
        "the coordinator listens",
        () -> {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", address.port()), 1_000);
            return true;
          } catch (IOException e) {
            return false;
          }
        });
    return address;
  }

  private void until(String what, Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      assertThat(fleet.isAlive()).as("%s: %s", what, said).isTrue();
      Thread.sleep(200);
    }
  }

  /**
   * How a script ended.
   *
   * @param out what it printed, errors too
   */
  private record Run(int code, String out) {}

  private Run python(String script, String... arguments) throws Exception {
    return python(Map.of(), script, arguments);
  }

  private Run python(Map<String, String> instead, String script, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", EXAMPLES.resolve(script).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().putAll(instead);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }
}
