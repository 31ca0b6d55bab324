package io.vedette.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cli.Vedette;
import io.vedette.cli.coordinator.ModelReference;
import io.vedette.cli.coordinator.RegistryModels;
import io.vedette.cli.model.ModelCommand;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.edge.Agent;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.update.UpdateConfig;
import io.vedette.federated.architecture.Architecture;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An agent starts with a version of the registry, and starts again when no coordinator answers. */
class StartModelTest {

  @TempDir Path folder;

  private Coordinator coordinator;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                folder.resolve("centre"),
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
    endpoint = Endpoint.plain("127.0.0.1", coordinator.port());
    register(64);
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  @Test
  void laterStartsNeedNoCoordinator() throws Exception {
    AgentConfig asked = agent("agent", "student:1", null);
    Path file = fetch(asked);
    assertThat(file).exists().hasParent(folder.resolve("agent/start-model"));
    assertThat(DetectorModel.read(file, Hints.NONE).spec().labels())
        .containsExactly("hole", "short");
    Path moving = fetch(agent("other", "student@good", null));

    coordinator.close();

    assertThat(fetch(asked)).isEqualTo(file);
    assertThat(fetch(agent("other", "student@good", null))).isEqualTo(moving).exists();
    try (Agent agent = Agent.start(asked.withModel(file))) {
      assertThat(agent.firstAnswer().toCompletableFuture().get(2, TimeUnit.MINUTES)).isEqualTo("c");
    }
  }

  @Test
  void anAliasIsFollowedAndTheOldFileIsGone() throws Exception {
    AgentConfig asked = agent("agent", "student@good", null);
    byte[] before = Files.readAllBytes(fetch(asked));
    register(96);
    assertThat(Files.readAllBytes(fetch(asked))).isNotEqualTo(before);
    fetch(agent("agent", "student:1", null));
    try (Stream<Path> kept = Files.list(folder.resolve("agent/start-model"))) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void whatTheAgentsKeyDidNotSignIsRefused() throws Exception {
    Path key = folder.resolve("other.pub");
    Files.write(
        key, KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
    assertThatThrownBy(() -> fetch(agent("agent", "student:1", key)))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("is trusted here");
    assertThat(folder.resolve("agent")).doesNotExist();
    assertThat(fetch(agent("agent", "student:1", folder.resolve("centre/keys/signing.pub"))))
        .exists();
  }

  @Test
  void aVersionThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> fetch(agent("agent", "student:9", null)))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("student:9: no such version");
  }

  private Path fetch(AgentConfig config) throws Exception {
    ModelReference version = AwaitedModel.reference(config.model()).orElseThrow();
    RegistryModels registry = new RegistryModels(endpoint, folder.resolve("cache"));
    return new StartModel(config, registry).file(version);
  }

  private AgentConfig agent(String id, String model, Path signingKey) {
    return new AgentConfig(
        id,
        folder.resolve(id),
        Path.of(model),
        null,
        null,
        List.of(CameraConfig.of("c", "generated:boards?seed=1")),
        null,
        null,
        null,
        null,
        null,
        new UpdateConfig(signingKey, 0, 0),
        0,
        null,
        null,
        null,
        null,
        null);
  }

  private void register(int size) throws Exception {
    Path model = folder.resolve("model.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(List.of("hole", "short"), size, 1)
        .write(model);
    CommandLine line = Vedette.configured(new CommandLine(new ModelCommand()));
    StringWriter said = new StringWriter();
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    int code =
        line.execute(
            "import",
            "--name",
            "student",
            "--alias",
            "good",
            "--model",
            model.toString(),
            "--coordinator",
            "127.0.0.1:" + coordinator.port());
    assertThat(code).as(said.toString()).isZero();
  }
}
