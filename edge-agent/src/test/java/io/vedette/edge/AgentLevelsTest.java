package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.input.FewerLevels;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.wire.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version whose variant looks at fewer levels than its training form. */
class AgentLevelsTest {

  @TempDir Path folder;

  @Test
  void anAgentRunsTheVariantAndTrainsTheTrainingForm() throws Exception {
    Path training = TestModels.write(folder, 2);
    Path variant = folder.resolve("fp32.onnx");
    Exporter.fp32(FewerLevels.of(Graph.read(training), 1)).write(variant);
    try (TestCoordinator coordinator = TestCoordinator.start();
        // so low a threshold that the untrained student sees objects everywhere
        Agent agent =
            AgentUnderTest.in(folder).asking(coordinator).showingFrom(0.002, 0.001).start()) {
      Await.until("frames", () -> agent.status().cameras().get(0).frames() > 3);

      coordinator.install("c-1", coordinator.publish(4, variant, training));
      Await.until(
          "confirmed", () -> coordinator.phase("c-1") == CommandPhase.COMMAND_PHASE_CONFIRMED);
      assertThat(agent.status().students().get(0).installed().modelDigest())
          .isEqualTo(Digests.sha256(variant));
      int told = coordinator.teacher.escalations.size();
      Await.until(
          "it sees",
          () ->
              coordinator.teacher.escalations.stream()
                  .skip(told)
                  .anyMatch(e -> e.getStudentCount() > 0));

      Await.until("replay", () -> agent.status().students().get(0).examples() >= 4);
      coordinator.startRound("c-2", training, 2);
      Await.until("trained", () -> coordinator.phase("c-2") == CommandPhase.COMMAND_PHASE_DONE);
      UpdateHeader header = coordinator.files.updates.keySet().iterator().next();
      assertThat(header.getBaseSha256()).isEqualTo(Digests.sha256(training));
      Path received = folder.resolve("received.safetensors");
      Files.write(received, coordinator.files.updates.get(header));
      assertThat(WeightsFile.read(received).byName().keySet())
          .isEqualTo(GraphWeights.of(Graph.read(training)).byName().keySet());
    }
  }
}
