package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cli.coordinator.RunningDemo;
import io.vedette.cli.coordinator.RunningDemos;
import io.vedette.wire.Endpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command that asks a coordinator finds a demo's by itself, and says so. */
class RunningDemoIsFoundTest {

  /** Nothing listens there: a command says where it asked in vain. */
  private static final Endpoint DEMO = Endpoint.plain("127.0.0.1", 2);

  @TempDir Path folder;
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model list",
        "model show student:1",
        "model lineage student:1",
        "model diff student:1 student:2",
        "fleet list",
        "fleet show agent-1",
        "round list",
        "round cancel r-1",
        "distillation list",
        "distillation cancel d-r-1",
        "rollout status",
        "rollout start student:1"
      })
  void aCommandUsesTheDemoThatRuns(String command) throws Exception {
    try (var told = announce()) {
      assertThat(run(command)).isEqualTo(1);
    }
    assertThat(errors.toString())
        .contains("vedette: using the coordinator of the demo in " + folder + " (127.0.0.1:2)\n")
        .contains("no coordinator answers at 127.0.0.1:2");
  }

  @Test
  void whatIsAskedForComesFirst() throws Exception {
    try (var told = announce()) {
      assertThat(run("fleet list --coordinator 127.0.0.1:1")).isEqualTo(1);
      assertThat(errors.toString()).contains("127.0.0.1:1;").doesNotContain("demo");
      assertThat(run("fleet list --coordinator " + folder)).isEqualTo(1);
      assertThat(errors.toString()).contains("127.0.0.1:2;");
    }
    assertThat(run("fleet list --coordinator " + folder)).isEqualTo(2);
    assertThat(errors.toString()).contains("no demo runs in " + folder);
  }

  private AutoCloseable announce() throws Exception {
    return RunningDemos.ofThisUser().announce(RunningDemo.ofThisProcess(DEMO, null, folder));
  }

  private int run(String command) {
    CommandLine vedette = Vedette.commandLine();
    vedette.setErr(new PrintWriter(errors, true));
    return vedette.execute(command.split(" "));
  }
}
