package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.camera.CameraConfigs;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.HelloCamera;
import io.vedette.registry.manifest.Manifest;
import io.vedette.wire.Digests;
import io.vedette.wire.TagMapper;
import io.vedette.wire.Tags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent that is told to take on versions, good ones and others. */
class AgentVersionsTest {

  @TempDir Path folder;

  @Test
  void aVersionIsVerifiedTestedSwappedInAndStaysOverARestart() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      Path model = TestModels.write(folder, 2);
      Manifest manifest = coordinator.publish(4, model);
      coordinator.files.breakDownloadAt = 10_000;
      try (Agent agent = AgentUnderTest.in(folder).asking(coordinator).start()) {
        Await.until("frames", () -> agent.status().cameras().get(0).frames() > 3);
        coordinator.install("c-1", manifest);
        Await.until(
            "confirmed", () -> coordinator.phase("c-1") == CommandPhase.COMMAND_PHASE_CONFIRMED);
        assertThat(coordinator.statuses)
            .extracting(io.vedette.proto.v1.CommandStatus::getPhase)
            .containsSubsequence(
                CommandPhase.COMMAND_PHASE_ACCEPTED,
                CommandPhase.COMMAND_PHASE_DOWNLOADING,
                CommandPhase.COMMAND_PHASE_SELF_TEST,
                CommandPhase.COMMAND_PHASE_SWAPPED,
                CommandPhase.COMMAND_PHASE_CONFIRMED);
        assertThat(coordinator.last("c-1").getSwapGapMs()).isPositive();
        Await.until(
            "heartbeat",
            () -> {
              var beat = coordinator.heartbeats.get(coordinator.heartbeats.size() - 1);
              return beat.getStudents(0).getInstalled().getNumber() == 4
                  && beat.getStudents(0).getModelSha256().equals(digest(model));
            });
      }
      Tags tags = new Tags(Map.of("site", "hamburg"));
      Tags belt = new Tags(Map.of("belt", "2"));
      try (Agent again =
          AgentUnderTest.in(folder)
              .watching(CameraConfigs.tagged(belt, AgentUnderTest.LINE))
              .asking(coordinator)
              .tagged(tags)
              .start()) {
        assertThat(again.status().students().get(0).installed().modelDigest())
            .isEqualTo(digest(model));
        assertThat(again.status().students().get(0).installed().version()).hasToString("student:4");
        Await.until("hello", () -> coordinator.hellos.size() >= 2);
        assertThat(coordinator.hellos.get(1).getStudents(0).getInstalled().getNumber())
            .isEqualTo(4);
        assertThat(TagMapper.fromProto(coordinator.hellos.get(1).getTagsList())).isEqualTo(tags);
        HelloCamera camera = coordinator.hellos.get(1).getCameras(0);
        assertThat(camera.getCameraId()).isEqualTo("line");
        assertThat(TagMapper.fromProto(camera.getTagsList())).isEqualTo(belt);
      }
    }
  }

  @Test
  void anOrderThatComesMeanwhileWaitsAndOneThatIsWithdrawnEnds() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = AgentUnderTest.in(folder).asking(coordinator).start()) {
      Await.until("connected", () -> agent.cloud().state().equals("connected"));
      Manifest nowhere = coordinator.publish(2, TestModels.write(folder, 2));
      coordinator.files.artifacts.clear();
      Manifest there = coordinator.publish(3, TestModels.write(folder, 3));
      coordinator.install("first", nowhere);
      Await.until(
          "tries", () -> coordinator.phase("first") == CommandPhase.COMMAND_PHASE_DOWNLOADING);
      coordinator.install("second", there);
      coordinator.cancel("first", "enough");
      Await.until(
          "withdrawn", () -> coordinator.phase("first") == CommandPhase.COMMAND_PHASE_FAILED);
      assertThat(coordinator.last("first").getMessage()).contains("withdrawn", "enough");
      Await.until(
          "confirmed", () -> coordinator.phase("second") == CommandPhase.COMMAND_PHASE_CONFIRMED);
      double gap = coordinator.last("second").getSwapGapMs();
      coordinator.install("second again", there);
      Await.until(
          "known", () -> coordinator.phase("second again") == CommandPhase.COMMAND_PHASE_CONFIRMED);
      assertThat(coordinator.last("second again").getSwapGapMs()).isEqualTo(gap);
    }
  }

  @Test
  void aVersionThatIsNotWhatItSaysIsRefusedAndTheAgentStaysWithWhatItHas() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        TestCoordinator stranger = TestCoordinator.start();
        Agent agent = AgentUnderTest.in(folder).asking(coordinator).start()) {
      String own = agent.status().students().get(0).installed().modelDigest();
      Await.until("connected", () -> agent.cloud().state().equals("connected"));

      Manifest wrongDigest = coordinator.publish(5, TestModels.write(folder, 5));
      byte[] other = Files.readAllBytes(TestModels.write(folder, 6));
      coordinator.files.artifacts.replaceAll((digest, bytes) -> other);
      coordinator.install("digest", wrongDigest);
      Await.until("failed", () -> coordinator.phase("digest") == CommandPhase.COMMAND_PHASE_FAILED);
      assertThat(coordinator.last("digest").getMessage()).contains("digest");

      coordinator.install("stranger", stranger.publish(6, TestModels.write(folder, 6)));
      Await.until(
          "failed", () -> coordinator.phase("stranger") == CommandPhase.COMMAND_PHASE_FAILED);
      assertThat(coordinator.last("stranger").getMessage()).contains("trusted");

      coordinator.install("mad", coordinator.publish(7, TestModels.writeMad(folder)));
      Await.until("failed", () -> coordinator.phase("mad") == CommandPhase.COMMAND_PHASE_FAILED);
      assertThat(coordinator.last("mad").getMessage()).contains("self-test", "not a number");

      long frames = agent.status().cameras().get(0).frames();
      Await.until("goes on", () -> agent.status().cameras().get(0).frames() > frames + 3);
      assertThat(agent.status().students().get(0).installed().modelDigest()).isEqualTo(own);
    }
  }

  @Test
  void aVersionThatAProcessDiedOfIsReportedAndNotTriedAgain() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      Manifest manifest = coordinator.publish(8, TestModels.write(folder, 8));
      String digest = manifest.variants().get(0).artifact().sha256();
      Path slots = Files.createDirectories(folder.resolve("data/slots"));
      // what a process leaves that is killed while a version answers its first frames
      com.fasterxml.jackson.databind.ObjectMapper json =
          new com.fasterxml.jackson.databind.ObjectMapper();
      var trial =
          new io.vedette.edge.update.Slot(
              manifest.id(), "fp32", "a.onnx", digest, manifest.detector(), "c-8");
      json.writeValue(
          slots.resolve("slots.json").toFile(),
          java.util.Map.of("trial", trial, "refused", List.of()));
      try (Agent agent = AgentUnderTest.in(folder).asking(coordinator).start()) {
        Await.until(
            "reported", () -> coordinator.phase("c-8") == CommandPhase.COMMAND_PHASE_FAILED);
        coordinator.install("c-9", manifest);
        Await.until("refused", () -> coordinator.phase("c-9") == CommandPhase.COMMAND_PHASE_FAILED);
        assertThat(coordinator.last("c-9").getMessage()).contains("crashed");
        assertThat(agent.status().students().get(0).installed().version()).isNull();
      }
    }
  }

  private static String digest(Path file) throws Exception {
    return Digests.sha256(file);
  }
}
