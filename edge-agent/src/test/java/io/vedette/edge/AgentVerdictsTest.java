package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.event.DeliveredEvents;
import io.vedette.edge.event.EventConfig;
import io.vedette.edge.event.EventLog;
import io.vedette.edge.event.ObjectEvent;
import io.vedette.edge.outbox.OutboxCounts;
import io.vedette.edge.status.AgentStatus;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.EventStanding;
import io.vedette.wire.Endpoint;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent that asks a coordinator, a stand-in on real connections, and hears from it. */
class AgentVerdictsTest {

  @TempDir Path folder;

  /** So low a threshold that the untrained student sees objects everywhere. */
  private AgentUnderTest seeingGhosts() {
    return AgentUnderTest.in(folder).showingFrom(0.002, 0.001);
  }

  @Test
  void framesAreAnsweredWhileTheCloudIsDeadAndAsFewAsPossibleAreLostWhenItComes() throws Exception {
    int port;
    KeyPair keys;
    try (TestCoordinator before = TestCoordinator.start()) {
      port = before.port();
      keys = before.keys;
    }
    try (Agent agent =
        AgentUnderTest.in(folder).asking(Endpoint.plain("127.0.0.1", port)).start()) {
      Await.until(
          "six frames wait", () -> agent.status().escalation().outbox().waitingFrames() >= 6);
      assertThat(agent.cloud().state()).startsWith("disconnected");
      assertThat(agent.status().cameras().get(0).frames()).isGreaterThan(6);
      try (TestCoordinator coordinator = TestCoordinator.start(port, keys)) {
        Await.until(
            "verdicts", () -> agent.status().escalation().outbox().counts().verdicts() >= 6);
        Set<String> ids = new HashSet<>();
        assertThat(coordinator.teacher.escalations)
            .extracting(Escalation::getId)
            .allMatch(ids::add);
        assertThat(coordinator.teacher.escalations).allMatch(Escalation::getAudit);
        Await.until("replay", () -> agent.status().students().get(0).examples() >= 6);
      }
    }
  }

  @Test
  void whatHappenedBeforeARestartIsToldOnce() throws Exception {
    try (Agent alone = seeingGhosts().start()) {
      Await.until("frames", () -> alone.status().cameras().get(0).frames() >= 8);
    }
    Path events = folder.resolve("data/events");
    List<String> happened =
        EventLog.open(events, EventConfig.defaults()).newest(200).stream()
            .map(ObjectEvent::id)
            .toList();
    assertThat(happened).isNotEmpty();
    DeliveredEvents.open(events.resolve("told.state")).add(happened.subList(0, 1));

    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = seeingGhosts().asking(coordinator).start()) {
      Await.until("told", () -> coordinator.events.size() >= happened.size() - 1);
      assertThat(coordinator.events)
          .extracting(EventReport::getId)
          .startsWith(happened.subList(1, happened.size()).toArray(String[]::new))
          .doesNotContain(happened.get(0))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void verdictsAreFusedIntoWhatTheStudentSaw() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      int port = AgentUnderTest.freePort();
      try (Agent agent = seeingGhosts().asking(coordinator).served(port).start()) {
        Await.until("events", () -> !coordinator.events.isEmpty());
        assertThat(coordinator.events.get(0).getCameraId()).isEqualTo("line");
        assertThat(TestModels.LABELS).contains(coordinator.events.get(0).getLabel());
        Await.until(
            "verdicts", () -> agent.status().escalation().outbox().counts().verdicts() >= 3);
        Await.until("fused", () -> agent.status().escalation().changes().confirmed() >= 3);
        // the stand-in teacher sees only the first of the student's objects
        assertThat(agent.status().escalation().changes().removed()).isPositive();
        assertThat(agent.status().escalation().changes().relabelled()).isZero();
        assertThat(AgentUnderTest.get(port, "/metrics").body())
            .contains("vedette_audited_recall{bound=\"low\",camera=\"line\",model=\"")
            .containsPattern("vedette_audited_precision\\{bound=\"high\"[^}]*\\} [01]");
      }
    }
  }

  @Test
  void whatOnlyTheTeacherSawIsShownThoughItsVerdictComesLater() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.teacher.addition.set(
          io.vedette.proto.v1.Detection.newBuilder()
              .setLabel("short")
              .setScore(0.9f)
              .setBox(
                  io.vedette.proto.v1.Box.newBuilder().setX1(100).setY1(100).setX2(180).setY2(160))
              .build());
      try (Agent agent = AgentUnderTest.in(folder).asking(coordinator).start()) {
        Await.until("fused", () -> agent.status().escalation().changes().added() == 1);
        Await.until(
            "shown until it faded",
            () ->
                coordinator.events.stream()
                    .anyMatch(e -> e.getStanding() == EventStanding.EVENT_STANDING_ADDED));
      }
    }
  }

  @Test
  void anInterruptedAgentSendsWhatItHadAcceptedAndTakesLateVerdicts() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.teacher.answers = false;
      try (Agent agent = AgentUnderTest.in(folder).asking(coordinator).start()) {
        Await.until("frames went up", () -> coordinator.teacher.escalations.size() >= 3);
      }
      List<String> first = coordinator.teacher.escalations.stream().map(Escalation::getId).toList();
      coordinator.teacher.answers = true;
      coordinator.teacher.holdOutEvery = 2;
      coordinator.teacher.window = 64;
      try (Agent agent = AgentUnderTest.in(folder).asking(coordinator).start()) {
        Await.until(
            "sent again",
            () ->
                coordinator.teacher.escalations.stream()
                        .filter(e -> first.contains(e.getId()))
                        .count()
                    >= 2L * first.size());
        Await.until(
            "verdicts",
            () -> agent.status().escalation().outbox().counts().verdicts() >= first.size() + 2);
        AgentStatus status = agent.status();
        OutboxCounts counts = status.escalation().outbox().counts();
        assertThat(counts.torn()).isZero();
        assertThat(status.students().get(0).examples()).isLessThan((int) counts.verdicts());
      }
    }
  }
}
