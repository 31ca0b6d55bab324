package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.update.Slot;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.wire.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent with cameras of two deployments: a student for each. */
class AgentDeploymentsTest {

  private static final CameraConfig LEFT =
      CameraConfig.of("left", "generated:boards?seed=3").withFps(10);
  private static final CameraConfig RIGHT =
      CameraConfig.of("right", "generated:boards?seed=5").withFps(10);
  private static final Map<String, List<String>> APART =
      Map.of("boards", List.of("left"), "films", List.of("right"));

  @TempDir Path folder;

  private AgentUnderTest agent() {
    return AgentUnderTest.in(folder).watching(LEFT, RIGHT);
  }

  private static boolean runs(Agent agent, String deployment, Path model, String... cameras)
      throws Exception {
    String digest = Digests.sha256(model);
    return agent.status().students().stream()
        .anyMatch(
            student ->
                student.deployment().equals(deployment)
                    && student.installed().modelDigest().equals(digest)
                    && student.cameras().equals(List.of(cameras)));
  }

  private static List<String> deployments(Agent agent) {
    return agent.status().students().stream().map(StudentEntry::deployment).toList();
  }

  /** Whether the newest frame that a camera asked about was answered by a model. */
  private static boolean answers(TestCoordinator coordinator, String camera, Path model)
      throws Exception {
    String digest = Digests.sha256(model);
    List<Escalation> asked =
        coordinator.teacher.escalations.stream()
            .filter(escalation -> escalation.getCameraId().equals(camera))
            .toList();
    return !asked.isEmpty() && asked.get(asked.size() - 1).getModelSha256().equals(digest);
  }

  private static void await(TestCoordinator coordinator, String command, CommandPhase phase)
      throws Exception {
    Await.until(command + " is " + phase, () -> coordinator.phase(command) == phase);
  }

  private static void confirmed(TestCoordinator coordinator, String command) throws Exception {
    await(coordinator, command, CommandPhase.COMMAND_PHASE_CONFIRMED);
  }

  private static void failed(TestCoordinator coordinator, String command, String... words)
      throws Exception {
    await(coordinator, command, CommandPhase.COMMAND_PHASE_FAILED);
    assertThat(coordinator.last(command).getMessage()).contains(words);
  }

  @Test
  void twoDeploymentsRunVersionsOfTheirOwnAndABadOneTouchesOnlyItsOwnCameras() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent().asking(coordinator).start()) {
      assertThat(deployments(agent)).containsExactly("default");
      coordinator.assign(APART);
      Path second = TestModels.write(folder, 2);
      Path third = TestModels.write(folder, 3);
      Manifest boards = coordinator.publish(2, second);
      Manifest films = coordinator.publish(3, third);
      Manifest missing = coordinator.publish(4, TestModels.write(folder, 4));
      coordinator.files.artifacts.remove(missing.variants().get(0).artifact().sha256());

      // the boards' student waits for a file; that of the films does not wait for it
      coordinator.install("missing", "boards", missing);
      await(coordinator, "missing", CommandPhase.COMMAND_PHASE_DOWNLOADING);
      coordinator.install("films", "films", films);
      confirmed(coordinator, "films");
      coordinator.cancel("missing", "enough");
      failed(coordinator, "missing", "enough");
      coordinator.install("boards", "boards", boards);
      confirmed(coordinator, "boards");
      assertThat(runs(agent, "boards", second, "left")).isTrue();
      assertThat(runs(agent, "films", third, "right")).isTrue();
      Await.until("left", () -> answers(coordinator, "left", second));
      Await.until("right", () -> answers(coordinator, "right", third));

      coordinator.install("mad", "films", coordinator.publish(7, TestModels.writeMad(folder)));
      failed(coordinator, "mad", "self-test");
      assertThat(runs(agent, "boards", second, "left")).isTrue();
      assertThat(runs(agent, "films", third, "right")).isTrue();
      coordinator.install("nobody", "nobody", boards);
      failed(coordinator, "nobody", "no camera of this device belongs to deployment nobody");
      coordinator.install("default", boards);
      failed(coordinator, "default", "no camera of this device belongs to deployment default");

      Heartbeat beat = coordinator.heartbeats.get(coordinator.heartbeats.size() - 1);
      assertThat(beat.getStudentsList())
          .extracting(StudentStatus::getDeployment)
          .containsExactly("boards", "films");
      assertThat(beat.getStudents(1).getCameraIdsList()).containsExactly("right");
      assertThat(beat.getStudents(1).getInstalled().getNumber()).isEqualTo(3);
      assertThat(beat.getStudents(0).getInstalled().getNumber()).isEqualTo(2);
      Await.until(
          "each learns from its own camera",
          () -> agent.status().students().stream().allMatch(student -> student.examples() > 0));
    }
  }

  @Test
  void aCameraThatMovesGetsTheOthersVersionAndFindsItsOwnWhenItComesBack() throws Exception {
    Path second = TestModels.write(folder, 2);
    Path third = TestModels.write(folder, 3);
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent().asking(coordinator).start()) {
      coordinator.assign(APART);
      coordinator.install("boards", "boards", coordinator.publish(2, second));
      coordinator.install("films", "films", coordinator.publish(3, third));
      confirmed(coordinator, "boards");
      confirmed(coordinator, "films");
      Manifest missing = coordinator.publish(4, TestModels.write(folder, 4));
      coordinator.files.artifacts.remove(missing.variants().get(0).artifact().sha256());
      coordinator.install("missing", "boards", missing);
      await(coordinator, "missing", CommandPhase.COMMAND_PHASE_DOWNLOADING);

      coordinator.assign(Map.of("films", List.of("left", "right", "ghost")));
      failed(coordinator, "missing", "boards any more");
      Await.until("moved", () -> runs(agent, "films", third, "left", "right"));
      Await.until("left", () -> answers(coordinator, "left", third));
      assertThat(deployments(agent)).containsExactly("films");

      coordinator.assign(APART);
      Await.until("back", () -> runs(agent, "boards", second, "left"));
      Await.until("left", () -> answers(coordinator, "left", second));
      assertThat(runs(agent, "films", third, "right")).isTrue();
      assertThat(agent.status().assignment().problems()).isEmpty();
    }
    try (Agent alone = agent().start()) {
      assertThat(runs(alone, "boards", second, "left")).isTrue();
      assertThat(runs(alone, "films", third, "right")).isTrue();
      Await.until("frames", () -> alone.status().cameras().stream().allMatch(c -> c.frames() > 2));
    }
  }

  @Test
  void aNewStudentBeginsWithWhatItsFirstCameraRunsAlsoAfterARestart() throws Exception {
    Path second = TestModels.write(folder, 2);
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent().asking(coordinator).start()) {
      coordinator.install("all", coordinator.publish(2, second));
      confirmed(coordinator, "all");
      coordinator.assign(Map.of("default", List.of("left"), "films", List.of("right")));
      Await.until("new", () -> runs(agent, "films", second, "right"));
      assertThat(runs(agent, "default", second, "left")).isTrue();
    }
    try (Agent alone = agent().start()) {
      assertThat(runs(alone, "films", second, "right")).isTrue();
      assertThat(alone.status().students().get(1).installed().version()).hasToString("student:2");
    }
  }

  @Test
  void aVersionThatAProcessDiedOfIsRefusedForItsStudentOnly() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      try (Agent agent = agent().asking(coordinator).start()) {
        coordinator.assign(APART);
        Await.until("two", () -> deployments(agent).equals(List.of("boards", "films")));
      }
      Path model = TestModels.write(folder, 8);
      Manifest manifest = coordinator.publish(8, model);
      // what a process leaves that is killed while a version answers its first frames
      Slot trial =
          new Slot(
              manifest.id(),
              "fp32",
              "a.onnx",
              manifest.variants().get(0).artifact().sha256(),
              manifest.detector(),
              "killed");
      Files.write(
          folder.resolve("data/students/films/slots/slots.json"),
          new ObjectMapper().writeValueAsBytes(Map.of("trial", trial, "refused", List.of())));
      try (Agent agent = agent().asking(coordinator).start()) {
        failed(coordinator, "killed", "crashed this agent");
        coordinator.install("again", "films", manifest);
        failed(coordinator, "again", "crashed this agent before");
        coordinator.install("other", "boards", manifest);
        confirmed(coordinator, "other");
        assertThat(runs(agent, "boards", model, "left")).isTrue();
      }
    }
  }

  @Test
  void aCameraWhoseDeploymentIsGoneGoesOnAndSaysSo() throws Exception {
    int port = AgentUnderTest.freePort();
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent().asking(coordinator).served(port).start()) {
      coordinator.assign(APART);
      Await.until("two", () -> deployments(agent).equals(List.of("boards", "films")));
      assertThat(agent.status().assignment().unassigned()).isEmpty();
      coordinator.assign(Map.of("boards", List.of("left")));
      Await.until("gone", () -> agent.status().assignment().unassigned().equals(List.of("right")));
      long frames = agent.status().cameras().get(1).frames();
      Await.until("goes on", () -> agent.status().cameras().get(1).frames() > frames + 3);
      assertThat(deployments(agent)).containsExactly("boards", "films");
      for (String page : List.of("/", "/health")) {
        assertThat(AgentUnderTest.get(port, page).body())
            .contains("camera right belongs to no deployment");
      }
      assertThat(AgentUnderTest.get(port, "/metrics").body())
          .contains("vedette_camera_without_deployment{camera=\"right\"} 1")
          .contains("vedette_camera_without_deployment{camera=\"left\"} 0");
    }
    try (Agent alone = agent().start()) {
      assertThat(alone.status().assignment().unassigned()).containsExactly("right");
      assertThat(deployments(alone)).containsExactly("boards", "films");
    }
  }

  @Test
  void oneStudentTrainsAtATime() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent().asking(coordinator).start()) {
      coordinator.assign(APART);
      Await.until("two", () -> deployments(agent).equals(List.of("boards", "films")));
      Path base = TestModels.write(folder, 1);
      Artifact missing = new Artifact("0".repeat(64), 10, "training");
      coordinator.startRound("first", "boards", base, missing, 0);
      await(coordinator, "first", CommandPhase.COMMAND_PHASE_DOWNLOADING);
      coordinator.startRound("second", "films", base, missing, 0);
      await(coordinator, "second", CommandPhase.COMMAND_PHASE_DECLINED);
      assertThat(coordinator.last("second").getMessage()).isEqualTo("busy with round round-first");
      coordinator.assign(Map.of("films", List.of("left", "right")));
      failed(coordinator, "first", "boards any more");
      coordinator.startRound("third", "films", base, missing, 0);
      await(coordinator, "third", CommandPhase.COMMAND_PHASE_DOWNLOADING);
    }
  }
}
