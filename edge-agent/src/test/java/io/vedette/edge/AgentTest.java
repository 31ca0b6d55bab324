package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.CameraConfigs;
import io.vedette.edge.view.View;
import io.vedette.proto.v1.CameraState;
import io.vedette.wire.camera.LabelRule;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent and what it serves of its cameras; only the coordinator is a stand-in. */
class AgentTest {

  @TempDir Path folder;

  @Test
  void oneDeadCameraShowsAndTheOtherGoesOnAndSnapshotsComeWhileSomebodyLooks() throws Exception {
    int port = AgentUnderTest.freePort();
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      AgentUnderTest served =
          AgentUnderTest.in(folder)
              .asking(coordinator)
              .watching(AgentUnderTest.LINE, CameraConfig.of("gone", "rtsp://127.0.0.1:1/x"))
              .served(port);
      try (Agent agent = served.start()) {
        Await.until("connected", () -> agent.cloud().state().equals("connected"));
        coordinator.wantSnapshots(100);
        Await.until("snapshots", () -> coordinator.snapshots.size() >= 2);
        assertThat(coordinator.snapshots.get(0).getCameraId()).isEqualTo("line");
        assertThat(coordinator.snapshots.get(0).getWidth()).isEqualTo(640);
        Await.until(
            "seen by the coordinator",
            () ->
                coordinator.heartbeats.stream()
                    .flatMap(b -> b.getCamerasList().stream())
                    .anyMatch(
                        c ->
                            c.getState() == CameraState.CAMERA_STATE_FAILED
                                && !c.getError().isEmpty()));
        assertThat(AgentUnderTest.get(port, "/health/live").statusCode()).isEqualTo(200);
        assertThat(AgentUnderTest.get(port, "/health/ready").statusCode()).isEqualTo(200);
        HttpResponse<String> health = AgentUnderTest.get(port, "/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("camera line: streaming", "camera gone: ", "connected");
        assertThat(AgentUnderTest.get(port, "/metrics").body())
            .contains("vedette_cloud_connected 1", "vedette_camera_frames_total{camera=\"line\"}")
            .contains("vedette_student_dropped_answers{deployment=\"default\"} 0");
        assertThatThrownBy(served::start).hasMessageContaining("another agent");
      }
    }
  }

  @Test
  void withoutACameraThatAnswersAnAgentLivesAndIsNotReadyUntilOneDoes() throws Exception {
    int port = AgentUnderTest.freePort();
    Path pictures = folder.resolve("late");
    CameraConfig late = CameraConfig.of("late", pictures.toString()).withFps(20);
    try (Agent agent = AgentUnderTest.in(folder).watching(late).served(port).start()) {
      Await.until("failed", () -> !agent.status().cameras().get(0).camera().error().isEmpty());
      assertThat(AgentUnderTest.get(port, "/health/live").statusCode()).isEqualTo(200);
      assertThat(AgentUnderTest.get(port, "/health/ready").statusCode()).isEqualTo(503);
      assertThat(agent.firstAnswer().toCompletableFuture()).isNotDone();
      Files.createDirectories(pictures);
      Pictures.write(pictures.resolve("a.png"), new Picture(64, 48, new byte[64 * 48 * 3]));
      Await.until("ready", () -> AgentUnderTest.get(port, "/health/ready").statusCode() == 200);
      assertThat(agent.firstAnswer().toCompletableFuture()).isCompletedWithValue("late");
    }
  }

  @Test
  void aRuleForALabelThatTheModelDoesNotKnowIsRefusedWithThoseItKnows() throws Exception {
    View view = new View(Map.of(), List.of(), Map.of("persn", new LabelRule(0.5, 0)));
    AgentUnderTest agent =
        AgentUnderTest.in(folder).watching(CameraConfigs.seenAs(view, AgentUnderTest.LINE));
    assertThatThrownBy(agent::start)
        .isInstanceOf(DetectorException.class)
        .hasMessage("camera line: the model knows no label 'persn'; it knows [open, short]");
  }
}
