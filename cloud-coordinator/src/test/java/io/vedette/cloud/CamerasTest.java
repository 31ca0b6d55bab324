package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.proto.v1.ApplyCameraRequest;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraChange;
import io.vedette.proto.v1.CameraOrder;
import io.vedette.proto.v1.CameraReport;
import io.vedette.proto.v1.CameraSettings;
import io.vedette.proto.v1.CameraSettingsState;
import io.vedette.proto.v1.CameraZone;
import io.vedette.proto.v1.CameraZones;
import io.vedette.proto.v1.Corner;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.GetCameraRequest;
import io.vedette.proto.v1.ListCamerasRequest;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of cameras on one coordinator with its store, and real connections to it. */
class CamerasTest {

  private static final CameraSettings SLOW = CameraSettings.newBuilder().setFps(2).build();

  @TempDir Path directory;

  private Coordinator coordinator;
  private People people;

  @BeforeEach
  void start() throws IOException {
    coordinator = Coordinator.start(CoordinatorConfig.of(ServerAddress.loopback(0), directory));
    people = new People(coordinator.port());
  }

  @AfterEach
  void stop() {
    people.close();
    coordinator.close();
  }

  private static ApplyCameraRequest.Builder request(CameraSettings settings) {
    return ApplyCameraRequest.newBuilder()
        .setAgentId("agent-1")
        .setCameraId("gate")
        .setSettings(settings);
  }

  private CameraChange apply(CameraSettings settings) {
    return people.ask().applyCamera(request(settings).build());
  }

  private Camera camera() {
    return people
        .ask()
        .getCamera(GetCameraRequest.newBuilder().setAgentId("agent-1").setCameraId("gate").build());
  }

  private static CameraReport.Builder report(int runs) {
    return CameraReport.newBuilder().setCameraId("gate").setRevision(runs);
  }

  private void seeState(CameraSettingsState state) {
    people.see(summary -> camera().getState() == state);
  }

  @Test
  void aDeviceThatWasAwayGetsWhatWasSetMeanwhileAlsoAfterARestart() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("gate", "yard")) {
      assertThat(agent.cameras()).as("nothing is wanted yet").isEmpty();
      assertThat(camera().getState()).isEqualTo(CameraSettingsState.CAMERA_SETTINGS_STATE_FILE);
      assertThat(people.ask().applyCamera(request(SLOW).setDryRun(true).build()).getDone())
          .isFalse();
      assertThat(apply(SLOW).getRevision()).isEqualTo(1);
      List<CameraOrder> ordered = agent.cameras();
      assertThat(ordered).hasSize(1);
      assertThat(ordered.get(0).getSettings()).isEqualTo(SLOW);
      assertThat(apply(SLOW).getDone()).as("nothing differs").isFalse();
      seeState(CameraSettingsState.CAMERA_SETTINGS_STATE_WAITING);
      agent.report(report(1).build());
      seeState(CameraSettingsState.CAMERA_SETTINGS_STATE_APPLIED);
    }
    CameraChange reset = apply(CameraSettings.getDefaultInstance());
    assertThat(reset.getRevision()).isEqualTo(2);
    assertThat(reset.getChangesList())
        .extracting(c -> c.getKey() + " " + c.getBefore() + " " + c.getAfter())
        .containsExactly("fps 2 ");
    stop();
    start();

    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("gate", "yard")) {
      List<CameraOrder> ordered = agent.cameras();
      assertThat(ordered).extracting(CameraOrder::getRevision).containsExactly(2);
      assertThat(ordered.get(0).getSettings()).isEqualTo(CameraSettings.getDefaultInstance());
      agent.report(report(2).build());
      seeState(CameraSettingsState.CAMERA_SETTINGS_STATE_FILE);
    }
  }

  @Test
  void aRefusalIsAnAlarmUntilItEnds() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("gate")) {
      agent.cameras();
      agent.report(report(0).addLocal("fps").build());
      people.see(summary -> camera().getReport().getLocalCount() == 1);
      assertThat(
              people.ask().applyCamera(request(SLOW).setDryRun(true).build()).getConsequencesList())
          .containsExactly("the device's file keeps fps for itself: the device will refuse this");
      apply(SLOW);
      agent.report(
          report(0).addLocal("fps").setRefusedRevision(1).setRefusal("fps is local").build());
      seeState(CameraSettingsState.CAMERA_SETTINGS_STATE_REFUSED);
      assertThat(camera().getReport().getRefusal()).isEqualTo("fps is local");
      assertThat(people.see(summary -> summary.getAlarmsCount() == 1).getAlarms(0).getText())
          .isEqualTo("camera gate of agent-1 refuses revision 1 of its settings: fps is local");

      apply(CameraSettings.getDefaultInstance());
      people.see(summary -> summary.getAlarmsCount() == 0);
    }
  }

  @Test
  void whatCannotBeIsRefusedAndNothingIsStored() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("gate")) {
      agent.cameras();
      CameraSettings line =
          CameraSettings.newBuilder()
              .setZones(
                  CameraZones.newBuilder()
                      .addZones(
                          CameraZone.newBuilder()
                              .setName("door")
                              .addCorners(Corner.newBuilder().setX(1))
                              .addCorners(Corner.newBuilder().setY(1))))
              .build();
      assertThatThrownBy(() -> apply(line))
          .hasMessage(
              "INVALID_ARGUMENT: zones: door: a zone or mask needs three corners or more:"
                  + " [[0, 0], [1, 0], [1, 1]]");
      assertThatThrownBy(
              () -> apply(CameraSettings.newBuilder().setSource("rtsp://a:b@cam/s").build()))
          .hasMessageContaining("credentials stay on the device");
      assertThatThrownBy(
              () -> people.ask().applyCamera(request(SLOW).setCameraId("cellar").build()))
          .hasMessage("NOT_FOUND: agent-1 has no camera cellar; it has gate");
      assertThat(camera().getRevision()).isZero();

      apply(SLOW);
      assertThatThrownBy(
              () ->
                  people
                      .ask()
                      .applyCamera(
                          request(CameraSettings.getDefaultInstance()).setSeenRevision(0).build()))
          .hasMessageContaining("was changed meanwhile: it is at revision 1, not 0");
      assertThat(camera().getRevision()).isEqualTo(1);
    }
  }

  @Test
  void aForgottenDeviceComesBackAsItsFileSays() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("gate")) {
      agent.cameras();
      apply(SLOW);
    }
    people
        .ask()
        .forgetDevice(
            ForgetDeviceRequest.newBuilder().setAgentId("agent-1").setForce(true).build());
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("gate")) {
      assertThat(agent.cameras()).isEmpty();
      assertThat(
              people
                  .ask()
                  .listCameras(ListCamerasRequest.newBuilder().setAgentId("agent-1").build())
                  .getCamerasList())
          .extracting(Camera::getRevision)
          .containsExactly(0);
    }
  }
}
