package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.CameraConfigs;
import io.vedette.edge.camera.LocalKeys;
import io.vedette.edge.camera.NamedCredentials;
import io.vedette.edge.camera.NamedCredentials.UserAndPassword;
import io.vedette.edge.pipeline.PipelineStatus;
import io.vedette.proto.v1.CameraReport;
import io.vedette.proto.v1.Snapshot;
import io.vedette.wire.camera.CameraOrder;
import io.vedette.wire.camera.CameraSettings;
import io.vedette.wire.camera.LabelRule;
import io.vedette.wire.camera.Polygon;
import io.vedette.wire.camera.TileGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent whose cameras are set by its coordinator. */
class AgentCamerasTest {

  private static final CameraConfig LEFT =
      CameraConfig.of("left", "generated:boards?seed=3").withFps(20);
  private static final CameraConfig RIGHT =
      CameraConfig.of("right", "generated:boards?seed=5").withFps(20);
  private static final Polygon ALL =
      new Polygon(
          List.of(List.of(0.0, 0.0), List.of(1.0, 0.0), List.of(1.0, 1.0), List.of(0.0, 1.0)));

  @TempDir Path folder;

  private AgentUnderTest agent(TestCoordinator coordinator) {
    return AgentUnderTest.in(folder)
        .running(Path.of("../models/boards-student.onnx"))
        .showingFrom(0.05, 0.01)
        .watching(LEFT, RIGHT)
        .asking(coordinator);
  }

  private static CameraOrder order(String camera, int revision, CameraSettings settings) {
    return new CameraOrder(camera, revision, settings);
  }

  private static CameraSettings masked(Polygon mask) {
    return new CameraSettings(null, null, null, List.of(mask), null, null);
  }

  private static CameraSettings reading(String source) {
    return new CameraSettings(source, null, null, null, null, null);
  }

  private static void applied(TestCoordinator coordinator, String camera, int revision)
      throws Exception {
    Await.until(
        camera + " runs revision " + revision,
        () ->
            coordinator.camera(camera).getRevision() == revision
                && coordinator.camera(camera).getRefusedRevision() == 0);
  }

  private static String refusal(TestCoordinator coordinator, String camera, int revision)
      throws Exception {
    Await.until(
        camera + " refuses revision " + revision,
        () -> coordinator.camera(camera).getRefusedRevision() == revision);
    return coordinator.camera(camera).getRefusal();
  }

  private static PipelineStatus status(Agent agent, String camera) {
    return agent.status().cameras().stream()
        .filter(status -> status.camera().id().equals(camera))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a camera shows an object in one of its next frames. */
  private static boolean shows(TestCoordinator coordinator, String camera) throws Exception {
    coordinator.snapshots.clear();
    Await.until(
        "frames of " + camera,
        () ->
            coordinator.snapshots.stream().filter(s -> s.getCameraId().equals(camera)).count() > 5);
    return coordinator.snapshots.stream()
        .filter(snapshot -> snapshot.getCameraId().equals(camera))
        .mapToInt(Snapshot::getDetectionsCount)
        .skip(1)
        .anyMatch(count -> count > 0);
  }

  @Test
  void aMaskHoldsFromTheNextFrameOnAndTheSourceStaysOpen() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent(coordinator).start()) {
      coordinator.wantSnapshots(100);
      assertThat(shows(coordinator, "left")).isTrue();
      long before = status(agent, "left").camera().counts().captured();

      coordinator.order(order("left", 1, masked(ALL)));
      applied(coordinator, "left", 1);
      // Tracks of before are shown for a moment longer.
      Await.until("nothing is seen", () -> !shows(coordinator, "left"));
      assertThat(shows(coordinator, "right")).as("the other camera").isTrue();
      assertThat(coordinator.camera("left").getRunning().getMasks().getMasksCount()).isEqualTo(1);
      assertThat(status(agent, "left").camera().counts().captured()).isGreaterThan(before);
      assertThat(status(agent, "left").camera().counts().reconnects()).isZero();

      coordinator.order();
      applied(coordinator, "left", 0);
      assertThat(shows(coordinator, "left")).as("as its file says again").isTrue();
    }
  }

  @Test
  void whatWasAppliedHoldsAfterARestart() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      try (Agent agent = agent(coordinator).start()) {
        coordinator.order(order("left", 7, masked(ALL)));
        applied(coordinator, "left", 7);
        assertThat(agent.status().cameras()).hasSize(2);
      }
      coordinator.cameras.clear();
      try (Agent agent = agent(coordinator).start()) {
        coordinator.wantSnapshots(100);
        applied(coordinator, "left", 7);
        assertThat(shows(coordinator, "left")).isFalse();
        assertThat(agent.cloud().state()).isEqualTo("connected");
      }
      CameraConfig kept = CameraConfigs.keeping(LocalKeys.valueOf("masks"), LEFT);
      coordinator.cameras.clear();
      try (Agent agent = agent(coordinator).watching(kept, RIGHT).start()) {
        assertThat(refusal(coordinator, "left", 7))
            .as("the file says otherwise today")
            .contains("keeps masks for itself");
        assertThat(coordinator.camera("left").getRevision()).isZero();
        assertThat(agent.status().cameras()).hasSize(2);
      }
    }
  }

  @Test
  void aRefusalChangesNothingAndSaysWhy() throws Exception {
    CameraConfig local = CameraConfigs.keeping(new LocalKeys(List.of("source", "zones")), RIGHT);
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent(coordinator).watching(LEFT, local).start()) {
      coordinator.order(order("left", 1, masked(ALL)));
      applied(coordinator, "left", 1);

      CameraSettings badLabel =
          new CameraSettings(null, 1.0, null, null, Map.of("unicorn", new LabelRule(0.5, 0)), null);
      coordinator.order(
          order("left", 2, badLabel),
          order("right", 1, new CameraSettings(null, 3.0, Map.of("door", ALL), null, null, null)),
          order("cellar", 1, masked(ALL)));
      assertThat(refusal(coordinator, "left", 2))
          .startsWith("labels: the camera's model knows no 'unicorn'; it knows");
      CameraReport left = coordinator.camera("left");
      assertThat(left.getRevision()).isEqualTo(1);
      assertThat(left.getRunning().getFps()).as("nothing half applied").isEqualTo(20);
      assertThat(left.getRunning().getMasks().getMasksCount()).isEqualTo(1);
      assertThat(refusal(coordinator, "right", 1))
          .isEqualTo("the device's file keeps zones for itself (local); change it there");
      assertThat(coordinator.camera("right").getLocalList()).containsExactly("source", "zones");
      assertThat(coordinator.camera("right").getRunning().getFps()).isEqualTo(20);
      assertThat(refusal(coordinator, "cellar", 1)).contains("no such camera");

      coordinator.order(order("left", 3, masked(ALL)));
      applied(coordinator, "left", 3);
      assertThat(agent.cloud().state()).isEqualTo("connected");
    }
  }

  @Test
  void anotherSourceIsOpenedForItsCameraOnlyAndCredentialsStayHere() throws Exception {
    NamedCredentials known =
        new NamedCredentials(
            Map.of("gate", new UserAndPassword("admin", "s@cret", List.of("192.0.2.1"))));
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent(coordinator).knowing(known).start()) {
      Await.until("left is read", () -> status(agent, "left").frames() > 3);
      long before = status(agent, "left").frames();
      coordinator.order(order("left", 1, reading("generated:boards?seed=9")));
      applied(coordinator, "left", 1);
      assertThat(coordinator.camera("left").getSource()).isEqualTo("generated:boards?seed=9");
      Await.until("it goes on", () -> status(agent, "left").frames() > before + 10);
      assertThat(status(agent, "right").camera().counts().reconnects()).isZero();

      coordinator.order(order("left", 2, reading("rtsp://{cellar}@192.0.2.1/stream")));
      assertThat(refusal(coordinator, "left", 2))
          .isEqualTo("source: the device's file has no credentials 'cellar'; it has gate");
      coordinator.order(order("left", 3, reading("rtsp://{gate}@198.51.100.9/stream")));
      assertThat(refusal(coordinator, "left", 3))
          .contains("does not let the coordinator send the credentials 'gate' to 198.51.100.9");
      coordinator.order(order("left", 4, reading("rtsp://{gate}@192.0.2.1/stream")));
      applied(coordinator, "left", 4);
      assertThat(coordinator.camera("left").getSource())
          .isEqualTo("rtsp://{gate}@192.0.2.1/stream");
      assertThat(coordinator.cameras.toString()).doesNotContain("cret");
    }
  }

  @Test
  void tilesAndRateChangeWhileTheCameraGoesOn() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start();
        Agent agent = agent(coordinator).start()) {
      Await.until("left is read", () -> status(agent, "left").frames() > 3);
      CameraSettings tiled =
          new CameraSettings(null, 5.0, null, null, null, TileGrid.valueOf("2x1"));
      coordinator.order(order("left", 1, tiled));
      applied(coordinator, "left", 1);
      Await.until(
          "in tiles",
          () ->
              agent.status().students().get(0).runsOn().stream()
                  .anyMatch(line -> line.contains("tiles 2x1")));
      long before = status(agent, "left").frames();
      Await.until("it goes on", () -> status(agent, "left").frames() > before + 3);
      assertThat(status(agent, "left").errors()).isZero();

      coordinator.order(
          order(
              "left",
              2,
              new CameraSettings(null, null, null, null, null, new TileGrid("999x999", null))));
      assertThat(refusal(coordinator, "left", 2)).contains("tiles 999x999");
      assertThat(coordinator.camera("left").getRunning().getTiles().getGrid()).isEqualTo("2x1");
      coordinator.order();
      applied(coordinator, "left", 0);
      Await.until(
          "whole again",
          () ->
              agent.status().students().get(0).runsOn().stream()
                  .noneMatch(line -> line.contains("tiles")));
    }
  }
}
