package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.event.Event;
import io.vedette.edge.event.EventConfig;
import io.vedette.edge.event.EventLog;
import io.vedette.edge.event.Told;
import io.vedette.edge.learn.LearnerConfig;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.view.LabelRule;
import io.vedette.edge.view.View;
import io.vedette.proto.v1.CommandStatus.Phase;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EventReport;
import io.vedette.registry.manifest.Manifest;
import io.vedette.wire.Digests;
import io.vedette.wire.Endpoint;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent with a real model on real connections; only the coordinator is a stand-in. */
class AgentTest {

  @TempDir Path folder;

  /** Audits one frame in three, so that escalations come whatever the model sees. */
  private static final EscalationConfig ASKS = EscalationConfig.of(1e9, 10, 0.33, 1, 0, 80, 1);

  private AgentConfig config(@Nullable Endpoint coordinator, CameraConfig... cameras)
      throws Exception {
    List<CameraConfig> watched =
        cameras.length > 0
            ? List.of(cameras)
            : List.of(CameraConfig.of("line", "generated:boards?seed=3").withFps(20));
    return new AgentConfig(
        "a1",
        folder.resolve("data"),
        TestModels.write(folder, 1),
        null,
        null,
        watched,
        coordinator,
        new StudentConfig(0, 0, 1, false, 3, null, false),
        ASKS,
        null,
        new LearnerConfig(false, 0, 0, 0, 0, 0),
        null,
        0,
        null,
        null,
        null);
  }

  private static String digest(Path file) throws Exception {
    return Digests.sha256(file);
  }

  @Test
  void framesAreAnsweredWhileTheCloudIsDeadAndAsFewAsPossibleAreLostWhenItComes() throws Exception {
    int port;
    KeyPair keys;
    try (TestCoordinator before = TestCoordinator.start()) {
      port = before.port();
      keys = before.keys;
    }
    try (Agent agent = Agent.start(config(Endpoint.plain("127.0.0.1", port)))) {
      Await.until("six frames wait", () -> agent.vitals().waitingFrames() >= 6);
      assertThat(agent.cloudState()).startsWith("disconnected");
      assertThat(agent.vitals().cameras().get(0).pipeline().frames()).isGreaterThan(6);
      try (TestCoordinator coordinator = TestCoordinator.start(port, keys)) {
        Await.until("verdicts", () -> agent.vitals().outbox().verdicts() >= 6);
        Set<String> ids = new HashSet<>();
        assertThat(coordinator.escalations).extracting(Escalation::getId).allMatch(ids::add);
        assertThat(coordinator.escalations).allMatch(Escalation::getAudit);
        Await.until("replay", () -> agent.vitals().replayExamples() >= 6);
      }
    }
  }

  /** So low a threshold that the untrained student sees objects everywhere. */
  private static AgentConfig seesGhosts(AgentConfig quiet) {
    return new AgentConfig(
        quiet.id(),
        quiet.dataDirectory(),
        quiet.model(),
        null,
        null,
        quiet.cameras(),
        quiet.coordinator(),
        new StudentConfig(0.002, 0.001, 1, false, 3, null, false),
        quiet.escalation(),
        null,
        null,
        null,
        0,
        null,
        null,
        null);
  }

  @Test
  void whatHappenedBeforeARestartIsToldOnce() throws Exception {
    try (Agent alone = Agent.start(seesGhosts(config(null)))) {
      Await.until("frames", () -> alone.vitals().cameras().get(0).pipeline().frames() >= 8);
    }
    Path events = folder.resolve("data/events");
    List<String> happened =
        EventLog.open(events, EventConfig.defaults()).newest(200).stream().map(Event::id).toList();
    assertThat(happened).isNotEmpty();
    Told.open(events.resolve("told.state")).add(happened.subList(0, 1));

    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = Agent.start(seesGhosts(config(coordinator.endpoint())))) {
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
      try (Agent agent = Agent.start(seesGhosts(config(coordinator.endpoint())))) {
        Await.until("events", () -> !coordinator.events.isEmpty());
        assertThat(coordinator.events.get(0).getCameraId()).isEqualTo("line");
        assertThat(TestModels.LABELS).contains(coordinator.events.get(0).getLabel());
        Await.until("verdicts", () -> agent.vitals().outbox().verdicts() >= 3);
        Await.until("fused", () -> agent.vitals().fused().confirmed() >= 3);
        // the stand-in teacher sees only the first of the student's objects
        assertThat(agent.vitals().fused().removed()).isPositive();
        assertThat(agent.vitals().fused().relabelled()).isZero();
        assertThat(Metrics.of(agent))
            .contains("vedette_audited_recall{camera=\"line\",model=\"")
            .containsPattern("vedette_audited_precision\\{[^}]*bound=\"high\"\\} [01]");
      }
    }
  }

  @Test
  void whatOnlyTheTeacherSawIsShownThoughItsVerdictComesLater() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.addition.set(
          io.vedette.proto.v1.Detection.newBuilder()
              .setLabel("short")
              .setScore(0.9f)
              .setBox(
                  io.vedette.proto.v1.Box.newBuilder().setX1(100).setY1(100).setX2(180).setY2(160))
              .build());
      try (Agent agent = Agent.start(config(coordinator.endpoint()))) {
        Await.until("fused", () -> agent.vitals().fused().added() == 1);
        Await.until(
            "shown until it faded",
            () -> coordinator.events.stream().anyMatch(e -> e.getStanding().equals("added")));
      }
    }
  }

  @Test
  void anInterruptedAgentSendsWhatItHadAcceptedAndTakesLateVerdicts() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.answers = false;
      try (Agent agent = Agent.start(config(coordinator.endpoint()))) {
        Await.until("frames went up", () -> coordinator.escalations.size() >= 3);
      }
      List<String> first = coordinator.escalations.stream().map(Escalation::getId).toList();
      coordinator.answers = true;
      coordinator.holdOutEvery = 2;
      coordinator.window(64);
      try (Agent agent = Agent.start(config(coordinator.endpoint()))) {
        Await.until(
            "sent again",
            () ->
                coordinator.escalations.stream().filter(e -> first.contains(e.getId())).count()
                    >= 2L * first.size());
        Await.until("verdicts", () -> agent.vitals().outbox().verdicts() >= first.size() + 2);
        var vitals = agent.vitals();
        assertThat(vitals.outbox().torn()).isZero();
        assertThat(vitals.replayExamples()).isLessThan((int) vitals.outbox().verdicts());
      }
    }
  }

  @Test
  void aVersionIsVerifiedTestedSwappedInAndStaysOverARestart() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      Path model = TestModels.write(folder, 2);
      Manifest manifest = coordinator.publish(4, model);
      coordinator.breakDownloadAt = 10_000;
      try (Agent agent = Agent.start(config(coordinator.endpoint()))) {
        Await.until("frames", () -> agent.vitals().cameras().get(0).pipeline().frames() > 3);
        coordinator.install("c-1", manifest);
        Await.until("confirmed", () -> coordinator.phase("c-1") == Phase.CONFIRMED);
        assertThat(coordinator.statuses)
            .extracting(io.vedette.proto.v1.CommandStatus::getPhase)
            .containsSubsequence(
                Phase.ACCEPTED, Phase.DOWNLOADING, Phase.SELF_TEST, Phase.SWAPPED, Phase.CONFIRMED);
        assertThat(coordinator.last("c-1").getSwapGapMs()).isPositive();
        Await.until(
            "heartbeat",
            () -> {
              var beat = coordinator.heartbeats.get(coordinator.heartbeats.size() - 1);
              return beat.getInstalled().getNumber() == 4
                  && beat.getModelSha256().equals(digest(model));
            });
      }
      try (Agent again = Agent.start(config(coordinator.endpoint()))) {
        assertThat(again.vitals().installed().modelDigest()).isEqualTo(digest(model));
        assertThat(again.vitals().installed().version()).hasToString("student:4");
        Await.until("hello", () -> coordinator.hellos.size() >= 2);
        assertThat(coordinator.hellos.get(1).getInstalled().getNumber()).isEqualTo(4);
      }
    }
  }

  @Test
  void anOrderThatComesMeanwhileWaitsAndOneThatIsWithdrawnEnds() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = Agent.start(config(coordinator.endpoint()))) {
      Await.until("connected", () -> agent.cloudState().equals("connected"));
      Manifest nowhere = coordinator.publish(2, TestModels.write(folder, 2));
      coordinator.artifacts.clear();
      Manifest there = coordinator.publish(3, TestModels.write(folder, 3));
      coordinator.install("first", nowhere);
      Await.until("tries", () -> coordinator.phase("first") == Phase.DOWNLOADING);
      coordinator.install("second", there);
      coordinator.cancel("first", "enough");
      Await.until("withdrawn", () -> coordinator.phase("first") == Phase.FAILED);
      assertThat(coordinator.last("first").getMessage()).contains("withdrawn", "enough");
      Await.until("confirmed", () -> coordinator.phase("second") == Phase.CONFIRMED);
      double gap = coordinator.last("second").getSwapGapMs();
      coordinator.install("second again", there);
      Await.until("known", () -> coordinator.phase("second again") == Phase.CONFIRMED);
      assertThat(coordinator.last("second again").getSwapGapMs()).isEqualTo(gap);
    }
  }

  @Test
  void aVersionThatIsNotWhatItSaysIsRefusedAndTheAgentStaysWithWhatItHas() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        TestCoordinator stranger = TestCoordinator.start();
        Agent agent = Agent.start(config(coordinator.endpoint()))) {
      String own = agent.vitals().installed().modelDigest();
      Await.until("connected", () -> agent.cloudState().equals("connected"));

      Manifest wrongDigest = coordinator.publish(5, TestModels.write(folder, 5));
      byte[] other = Files.readAllBytes(TestModels.write(folder, 6));
      coordinator.artifacts.replaceAll((digest, bytes) -> other);
      coordinator.install("digest", wrongDigest);
      Await.until("failed", () -> coordinator.phase("digest") == Phase.FAILED);
      assertThat(coordinator.last("digest").getMessage()).contains("digest");

      coordinator.install("stranger", stranger.publish(6, TestModels.write(folder, 6)));
      Await.until("failed", () -> coordinator.phase("stranger") == Phase.FAILED);
      assertThat(coordinator.last("stranger").getMessage()).contains("trusted");

      coordinator.install("mad", coordinator.publish(7, TestModels.writeMad(folder)));
      Await.until("failed", () -> coordinator.phase("mad") == Phase.FAILED);
      assertThat(coordinator.last("mad").getMessage()).contains("self-test", "not a number");

      long frames = agent.vitals().cameras().get(0).pipeline().frames();
      Await.until(
          "goes on", () -> agent.vitals().cameras().get(0).pipeline().frames() > frames + 3);
      assertThat(agent.vitals().installed().modelDigest()).isEqualTo(own);
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
      try (Agent agent = Agent.start(config(coordinator.endpoint()))) {
        Await.until("reported", () -> coordinator.phase("c-8") == Phase.FAILED);
        coordinator.install("c-9", manifest);
        Await.until("refused", () -> coordinator.phase("c-9") == Phase.FAILED);
        assertThat(coordinator.last("c-9").getMessage()).contains("crashed");
        assertThat(agent.vitals().installed().version()).isNull();
      }
    }
  }

  @Test
  void oneDeadCameraShowsAndTheOtherGoesOnAndSnapshotsComeWhileSomebodyLooks() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      AgentConfig base =
          config(
              coordinator.endpoint(),
              CameraConfig.of("line", "generated:boards?seed=3").withFps(20),
              CameraConfig.of("gone", "rtsp://127.0.0.1:1/x"));
      AgentConfig served =
          new AgentConfig(
              base.id(),
              base.dataDirectory(),
              base.model(),
              null,
              null,
              base.cameras(),
              base.coordinator(),
              base.student(),
              base.escalation(),
              null,
              null,
              null,
              port,
              null,
              null,
              null);
      try (Agent agent = Agent.start(served)) {
        Await.until("connected", () -> agent.cloudState().equals("connected"));
        coordinator.wantSnapshots(100);
        Await.until("snapshots", () -> coordinator.snapshots.size() >= 2);
        assertThat(coordinator.snapshots.get(0).getCameraId()).isEqualTo("line");
        assertThat(coordinator.snapshots.get(0).getWidth()).isEqualTo(640);
        Await.until(
            "seen by the coordinator",
            () ->
                coordinator.heartbeats.stream()
                    .flatMap(b -> b.getCamerasList().stream())
                    .anyMatch(c -> c.getState().equals("failed") && !c.getError().isEmpty()));
        HttpResponse<String> health = get(port, "/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("camera line: streaming", "camera gone: ", "connected");
        assertThat(get(port, "/metrics").body())
            .contains("vedette_cloud_connected 1", "vedette_camera_frames_total{camera=\"line\"}");
        assertThatThrownBy(() -> Agent.start(served)).hasMessageContaining("another agent");
      }
    }
  }

  @Test
  void aRuleForALabelThatTheModelDoesNotKnowIsRefusedWithThoseItKnows() throws Exception {
    View view = new View(Map.of(), List.of(), Map.of("persn", new LabelRule(0.5, 0)));
    AgentConfig config =
        config(null, CameraConfig.of("line", "generated:boards?seed=3").seenAs(view));
    assertThatThrownBy(() -> Agent.start(config))
        .isInstanceOf(DetectorException.class)
        .hasMessage("camera line: the model knows no label 'persn'; it knows [open, short]");
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
