package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.learn.LearnerConfig;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.input.FewerLevels;
import io.vedette.proto.v1.CommandStatus.Phase;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.wire.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version whose variant looks at fewer levels than its training form. */
class AgentLevelsTest {

  private static final EscalationConfig ASKS = EscalationConfig.of(1e9, 10, 0.33, 1, 0, 80, 1);

  @TempDir Path folder;

  /** So low a threshold that the untrained student sees objects everywhere. */
  private AgentConfig config(TestCoordinator coordinator) throws Exception {
    return new AgentConfig(
        "a1",
        folder.resolve("data"),
        TestModels.write(folder, 1),
        null,
        null,
        List.of(CameraConfig.of("line", "generated:boards?seed=3").withFps(20)),
        coordinator.endpoint(),
        new StudentConfig(0.002, 0.001, 1, false, 3, null, false),
        ASKS,
        null,
        LearnerConfig.defaults(),
        null,
        0,
        null,
        null,
        null);
  }

  @Test
  void anAgentRunsTheVariantAndTrainsTheTrainingForm() throws Exception {
    Path training = TestModels.write(folder, 2);
    Path variant = folder.resolve("fp32.onnx");
    Exporter.fp32(FewerLevels.of(Graph.read(training), 1)).write(variant);
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = Agent.start(config(coordinator))) {
      Await.until("frames", () -> agent.vitals().cameras().get(0).pipeline().frames() > 3);

      coordinator.install("c-1", coordinator.publish(4, variant, training));
      Await.until("confirmed", () -> coordinator.phase("c-1") == Phase.CONFIRMED);
      assertThat(agent.vitals().installed().modelDigest()).isEqualTo(Digests.sha256(variant));
      int told = coordinator.escalations.size();
      Await.until(
          "it sees",
          () -> coordinator.escalations.stream().skip(told).anyMatch(e -> e.getStudentCount() > 0));

      Await.until("replay", () -> agent.vitals().replayExamples() >= 4);
      coordinator.startRound("c-2", training, 2, 120_000);
      Await.until("trained", () -> coordinator.phase("c-2") == Phase.DONE);
      UpdateHeader header = coordinator.updates.keySet().iterator().next();
      assertThat(header.getBaseSha256()).isEqualTo(Digests.sha256(training));
      Path received = folder.resolve("received.safetensors");
      Files.write(received, coordinator.updates.get(header));
      assertThat(WeightsFile.read(received).byName().keySet())
          .isEqualTo(GraphWeights.of(Graph.read(training)).byName().keySet());
    }
  }
}
