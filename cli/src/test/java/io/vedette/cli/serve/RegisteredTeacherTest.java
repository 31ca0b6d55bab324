package io.vedette.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cli.Vedette;
import io.vedette.cli.coordinator.ModelReference;
import io.vedette.cli.coordinator.RegistryModels;
import io.vedette.cli.fleet.RolloutCommand;
import io.vedette.cli.model.ModelCommand;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.cloud.worker.TeacherWorker;
import io.vedette.federated.architecture.Architecture;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A teacher is a version: registered, downloaded, listed, and never rolled out. */
class RegisteredTeacherTest {

  @TempDir Path folder;

  private Coordinator coordinator;
  private Path model;
  private String out = "";
  private String err = "";

  @BeforeEach
  void start() throws Exception {
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                folder.resolve("data"),
                "student",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    model = folder.resolve("model.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(List.of("hole", "short"), 64, 1)
        .write(model);
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  @Test
  void aTeacherComesFromTheRegistryAndIsListedWithItsVersion() throws Exception {
    assertThat(list().get(1)).startsWith("teacher ").contains("missing").endsWith("default");
    assertThat(register("boards", "--teacher", "--alias", "good")).as(err).isZero();

    ModelReference good = AwaitedModel.reference(Path.of("boards@good")).orElseThrow();
    RegistryModels registry = new RegistryModels(endpoint(), folder.resolve("cache"));
    Path file = AwaitedModel.download(good, registry);
    assertThatThrownBy(() -> AwaitedModel.download(new ModelReference("boards:2", ""), registry))
        .hasMessageContaining("boards:2: no such version");
    try (TeacherWorker worker = TeacherWorker.start(TeacherConfig.of(endpoint(), file))) {
      assertThat(worker.spec().labels()).containsExactly("hole", "short");
      List<String> lines = list();
      while (lines.get(1).contains("missing")) {
        Thread.sleep(100);
        lines = list();
      }
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1)).contains("boards:1").endsWith("default");
    }
  }

  @Test
  void aTeacherIsNoStudent() throws Exception {
    assertThat(register("student", "--teacher")).isEqualTo(1);
    assertThat(err).contains("the devices of default run the model student");
    assertThat(register("boards", "--teacher", "--trainable")).isEqualTo(1);
    assertThat(err).contains("a teacher is not trained by rounds");
    assertThat(register("boards", "--teacher")).isZero();
    assertThat(register("boards")).isEqualTo(1);
    assertThat(err).contains("boards is a teacher; give the student another name");
    assertThat(run(new RolloutCommand(), "start", "boards:1")).isEqualTo(1);
    assertThat(err).contains("no deployment runs the model boards");
  }

  private int register(String name, String... more) {
    List<String> words = new ArrayList<>(List.of("import", "--name", name, "--model"));
    words.add(model.toString());
    words.addAll(List.of(more));
    return run(new ModelCommand(), words.toArray(String[]::new));
  }

  private List<String> list() {
    assertThat(run(new TeacherCommand(), "list")).as(err).isZero();
    return out.lines().toList();
  }

  private Endpoint endpoint() {
    return Endpoint.plain("127.0.0.1", coordinator.port());
  }

  private int run(Object command, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--coordinator", "127.0.0.1:" + coordinator.port()));
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine line = Vedette.configured(new CommandLine(command));
    line.setOut(new PrintWriter(outText, true));
    line.setErr(new PrintWriter(errText, true));
    int code = line.execute(all.toArray(String[]::new));
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
