package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.FaultyLine.Mode;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.link.BreakerConfig;
import io.vedette.edge.pipeline.PipelineStatus;
import io.vedette.proto.v1.Escalation;
import io.vedette.wire.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cloud that is gone, slow or resetting never shows in the frame loop, and costs no frame. */
class CloudFaultsTest {

  private static final BreakerConfig IMPATIENT =
      new BreakerConfig(
          Duration.ofMillis(700), 2, Duration.ofMillis(300), Duration.ofMillis(1_000));

  @TempDir Path folder;

  private Agent start(Endpoint coordinator) throws Exception {
    return AgentUnderTest.in(folder)
        .watching(AgentUnderTest.LINE.withFps(10))
        .asking(coordinator)
        .givingUp(IMPATIENT)
        .start();
  }

  private static PipelineStatus camera(Agent agent) {
    return agent.status().cameras().get(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"SILENT", "SLOW", "RESETTING"})
  void theFrameLoopGoesOnAndWhatWasAcceptedArrives(Mode fault) throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        FaultyLine between = new FaultyLine(coordinator.port());
        Agent agent = start(Endpoint.plain("127.0.0.1", between.port()))) {
      Await.until("verdicts", () -> agent.status().escalation().outbox().counts().verdicts() >= 3);
      between.become(fault);
      PipelineStatus before = camera(agent);
      long escalated = agent.status().escalation().outbox().counts().escalated();
      Await.until("the breaker opens", () -> agent.cloud().breaker().opened() >= 1);
      Await.until(
          "more wait",
          () -> agent.status().escalation().outbox().counts().escalated() >= escalated + 8);
      PipelineStatus after = camera(agent);
      long captured = after.camera().counts().captured() - before.camera().counts().captured();
      long answered = after.frames() - before.frames();
      assertThat(answered).isGreaterThanOrEqualTo(captured * 9 / 10 - 1);
      between.become(Mode.WELL);
      long due = agent.status().escalation().outbox().counts().escalated();
      Await.until(
          "all arrive", () -> agent.status().escalation().outbox().counts().verdicts() >= due);
      Await.until("closed", () -> agent.cloud().breaker().position().equals("closed"));
      assertThat(agent.status().escalation().escalator().notKept()).isZero();
      assertThat(agent.status().escalation().outbox().counts().torn()).isZero();
      Set<String> arrived =
          coordinator.teacher.escalations.stream()
              .map(Escalation::getId)
              .collect(Collectors.toSet());
      assertThat(arrived).hasSizeGreaterThanOrEqualTo((int) due);
      // one verdict an id, however often a frame was sent
      assertThat(agent.status().escalation().outbox().counts().verdicts())
          .isLessThanOrEqualTo(arrived.size());
    }
  }

  @Test
  void aFrameWithoutRoomIsKeptAndSentAgainOverTheSameStream() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.teacher.withoutRoom.set(3);
      try (Agent agent =
          AgentUnderTest.in(folder)
              .watching(AgentUnderTest.LINE.withFps(10))
              .asking(coordinator.endpoint())
              .start()) {
        Await.until("each that had no room comes again", () -> cameAgain(coordinator, 3));
        Await.until(
            "verdicts", () -> agent.status().escalation().outbox().counts().verdicts() >= 3);
        assertThat(agent.status().escalation().outbox().counts().evicted()).isZero();
        assertThat(agent.cloud().breaker().opened()).isZero();
      }
    }
  }

  @Test
  void aCameraWhoseFramesFindNoRoomDoesNotStopTheOther() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.teacher.cameraWithoutRoom = "line";
      coordinator.teacher.retryAfterMs = 600_000;
      try (Agent agent =
          AgentUnderTest.in(folder)
              .watching(
                  AgentUnderTest.LINE.withFps(10),
                  CameraConfig.of("belt", "generated:boards?seed=4").withFps(10))
              .asking(coordinator.endpoint())
              .start()) {
        Await.until("line has no room", () -> sentOf(coordinator, "line") > 0);
        long before = sentOf(coordinator, "belt");
        Await.until("belt goes on", () -> sentOf(coordinator, "belt") > before + 5);
        assertThat(sentOf(coordinator, "line"))
            .as("those that were on their way")
            .isLessThanOrEqualTo(coordinator.teacher.window);
        assertThat(agent.status().escalation().outbox().counts().evicted()).isZero();
      }
    }
  }

  private static long sentOf(TestCoordinator coordinator, String camera) {
    return coordinator.teacher.escalations.stream()
        .filter(e -> e.getCameraId().equals(camera))
        .count();
  }

  /** The frames that came first came again later. */
  private static boolean cameAgain(TestCoordinator coordinator, int first) {
    List<String> sent = coordinator.teacher.escalations.stream().map(Escalation::getId).toList();
    return sent.size() > first
        && sent.subList(first, sent.size()).containsAll(sent.subList(0, first));
  }

  @Test
  void whileTheTeacherIsSilentOnlyOneFrameAtATimeIsTried() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.teacher.answers = false;
      coordinator.teacher.window = 100;
      try (Agent agent = start(coordinator.endpoint())) {
        Await.until("the breaker opens", () -> agent.cloud().breaker().isOpen());
        int sent = coordinator.teacher.escalations.size();
        long waiting = agent.status().escalation().outbox().counts().escalated();
        Await.until(
            "more wait",
            () -> agent.status().escalation().outbox().counts().escalated() >= waiting + 10);
        assertThat(coordinator.teacher.escalations.size() - sent).isLessThan(8);
        assertThat(agent.cloud().breaker().unanswered()).isGreaterThanOrEqualTo(2);
        coordinator.teacher.answers = true;
        Await.until("closed", () -> agent.cloud().breaker().position().equals("closed"));
      }
    }
  }

  @Test
  void aDiskThatTakesNothingStopsNoFrameAndIsUsedAgainWhenItDoes() throws Exception {
    Path outbox = folder.resolve("data/outbox");
    Path away = folder.resolve("data/away");
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.teacher.answers = false;
      try (Agent agent = start(coordinator.endpoint())) {
        Await.until("frames wait", () -> agent.status().escalation().outbox().waitingFrames() >= 3);
        Files.move(outbox, away);
        Await.until("refused", () -> agent.status().escalation().escalator().notKept() >= 3);
        long frames = camera(agent).frames();
        Await.until("goes on", () -> camera(agent).frames() >= frames + 5);
        Files.move(away, outbox);
        int waiting = agent.status().escalation().outbox().waitingFrames();
        Await.until(
            "used again",
            () -> agent.status().escalation().outbox().waitingFrames() >= waiting + 2);
        assertThat(agent.status().escalation().outbox().counts().torn()).isZero();
      }
    }
  }

  @Test
  void manyCamerasAreAnsweredByOneAgent() throws Exception {
    CameraConfig[] cameras =
        IntStream.range(0, 8)
            .mapToObj(i -> CameraConfig.of("c" + i, "generated:boards?seed=" + i).withFps(2))
            .toArray(CameraConfig[]::new);
    try (Agent agent = AgentUnderTest.in(folder).watching(cameras).start()) {
      Await.until(
          "ten frames of each",
          () -> agent.status().cameras().stream().allMatch(c -> c.frames() >= 10));
      for (PipelineStatus camera : agent.status().cameras()) {
        long answered = camera.frames();
        assertThat(
                camera.camera().counts().captured() - answered - camera.camera().counts().dropped())
            .as("frames neither answered nor counted as dropped")
            .isBetween(0L, 1L);
      }
    }
  }
}
