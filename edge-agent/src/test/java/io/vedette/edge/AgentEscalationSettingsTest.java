package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.escalate.EscalationInForce;
import io.vedette.edge.escalate.EscalationInForce.Origin;
import io.vedette.proto.v1.EscalationOrigin;
import io.vedette.proto.v1.EscalationSettings;
import io.vedette.proto.v1.Heartbeat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent whose deployments name how frames are escalated. */
class AgentEscalationSettingsTest {

  private static final CameraConfig LEFT =
      CameraConfig.of("left", "generated:boards?seed=3").withFps(20);
  private static final CameraConfig RIGHT =
      CameraConfig.of("right", "generated:boards?seed=5").withFps(20);
  private static final Map<String, List<String>> APART =
      Map.of("boards", List.of("left"), "films", List.of("right"));

  /** Sends nothing of its own accord. */
  private static final EscalationConfig SILENT = EscalationConfig.of(1e9, 10, -1, 1, 0, 80, 1);

  private static final EscalationSettings ALL =
      EscalationSettings.newBuilder().setAuditShare(1).setPolicy("random").build();

  @TempDir Path folder;

  private AgentUnderTest agent() {
    return AgentUnderTest.in(folder).watching(LEFT, RIGHT).when(SILENT);
  }

  private static EscalationInForce inForce(Agent agent, String deployment) {
    return Objects.requireNonNull(
        agent.status().escalation().escalator().inForce().get(deployment));
  }

  private static boolean follows(Agent agent, String deployment, Origin origin) {
    EscalationInForce inForce = agent.status().escalation().escalator().inForce().get(deployment);
    return inForce != null && inForce.origin() == origin && inForce.refused().isEmpty();
  }

  private static long asked(TestCoordinator coordinator, String camera) {
    return coordinator.teacher.escalations.stream()
        .filter(escalation -> escalation.getCameraId().equals(camera))
        .count();
  }

  @Test
  void aDeploymentsSettingsHoldForItsOwnCamerasAlsoAfterARestart() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent().asking(coordinator).start()) {
      coordinator.assign(APART);
      Await.until("none", () -> follows(agent, "boards", Origin.DEVICE));
      assertThat(asked(coordinator, "left")).isZero();

      coordinator.assign(APART, Map.of("boards", ALL));
      Await.until("asked", () -> asked(coordinator, "left") >= 10);
      assertThat(asked(coordinator, "right")).isZero();
      assertThat(coordinator.teacher.escalations.get(0).getAudit()).isTrue();
      assertThat(inForce(agent, "boards").settings().policy()).isEqualTo("random");
      assertThat(inForce(agent, "films").settings().policy()).isEqualTo("learnt");
      Await.until(
          "told",
          () -> {
            Heartbeat beat = coordinator.heartbeats.get(coordinator.heartbeats.size() - 1);
            return beat.getStudentsCount() == 2
                && beat.getStudents(0).getEscalation().getOrigin()
                    == EscalationOrigin.ESCALATION_ORIGIN_DEPLOYMENT
                && beat.getStudents(0).getEscalation().getSettings().getAuditShare() == 1
                && beat.getStudents(1).getEscalation().getOrigin()
                    == EscalationOrigin.ESCALATION_ORIGIN_DEVICE;
          });
    }
    int port = AgentUnderTest.freePort();
    try (Agent alone = agent().served(port).start()) {
      assertThat(follows(alone, "boards", Origin.DEPLOYMENT)).isTrue();
      assertThat(follows(alone, "films", Origin.DEVICE)).isTrue();
      long before = alone.status().escalation().outbox().counts().escalated();
      Await.until(
          "escalates",
          () -> alone.status().escalation().outbox().counts().escalated() > before + 3);
      assertThat(AgentUnderTest.get(port, "/health").body())
          .contains("escalation of boards: policy random")
          .contains("audits 1, whole frames, of the deployment");
    }
    assertThat(Files.exists(folder.resolve("data/escalation/policy-boards.state"))).isTrue();
  }

  @Test
  void whatAnAgentCannotDoIsRefusedAndTheSettingsBeforeGoOn() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      try (Agent agent = agent().asking(coordinator).start()) {
        coordinator.assign(APART, Map.of("boards", ALL));
        Await.until("follows", () -> follows(agent, "boards", Origin.DEPLOYMENT));
        EscalationSettings impossible =
            ALL.toBuilder().setPolicy("clairvoyant").setAuditShare(0).build();
        coordinator.assign(APART, Map.of("boards", impossible));
        Await.until("refused", () -> !inForce(agent, "boards").refused().isEmpty());
      }
      try (Agent again = agent().asking(coordinator).start()) {
        EscalationInForce inForce = inForce(again, "boards");
        assertThat(inForce.refused()).contains("no escalation policy 'clairvoyant'");
        assertThat(inForce.origin()).isEqualTo(Origin.DEPLOYMENT);
        assertThat(inForce.settings().auditShare()).isEqualTo(1);
        Await.until(
            "told",
            () ->
                coordinator.heartbeats.stream()
                    .flatMap(beat -> beat.getStudentsList().stream())
                    .anyMatch(s -> s.getEscalation().getRefused().contains("clairvoyant")));
      }
    }
  }

  @Test
  void anAgentWhoseFileSaysLocalFollowsNoDeployment() throws Exception {
    EscalationConfig local =
        new EscalationConfig(1e9, 10, -1, 1, 0, 80, 1, "even", 0, null, null, true);
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent().when(local).asking(coordinator).start()) {
      coordinator.assign(APART, Map.of("boards", ALL));
      Await.until("local", () -> follows(agent, "boards", Origin.LOCAL));
      assertThat(follows(agent, "films", Origin.DEVICE)).isTrue();
      assertThat(inForce(agent, "boards").settings().policy()).isEqualTo("even");
      assertThat(asked(coordinator, "left")).isZero();
    }
  }

  @Test
  void aDeploymentThatNamesNothingAnyMoreGivesTheCamerasBackToTheAgentsFile() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent().asking(coordinator).start()) {
      EscalationSettings nothing = EscalationSettings.newBuilder().setBudgetBps(0).build();
      coordinator.assign(APART, Map.of("boards", ALL, "films", nothing));
      Await.until("asked", () -> asked(coordinator, "left") >= 3);
      assertThat(agent.status().escalation().escalator().budgetBitsPerSecond()).isEqualTo(1e9);
      assertThat(asked(coordinator, "right")).isZero();
      coordinator.assign(APART);
      Await.until("back", () -> follows(agent, "boards", Origin.DEVICE));
      assertThat(Files.exists(folder.resolve("data/escalation/policy-boards.state"))).isFalse();
    }
  }
}
