package io.vedette.dashboard;

import io.vedette.proto.v1.ApplyCameraRequest;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraChange;
import io.vedette.proto.v1.CameraMask;
import io.vedette.proto.v1.CameraMasks;
import io.vedette.proto.v1.CameraReport;
import io.vedette.proto.v1.CameraSettingChange;
import io.vedette.proto.v1.CameraSettings;
import io.vedette.proto.v1.CameraSettingsState;
import io.vedette.proto.v1.CameraZone;
import io.vedette.proto.v1.CameraZones;
import io.vedette.proto.v1.Corner;
import io.vedette.proto.v1.ListCamerasResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cameras of the {@link Story}: each has a zone and a mask in its device's file. A device
 * applies what is set at once, unless a source is set: that its file keeps.
 */
final class StoryCameras {

  private final Map<String, Camera> cameras = new ConcurrentHashMap<>();

  private static CameraSettings file() {
    return CameraSettings.newBuilder()
        .setFps(10)
        .setZones(
            CameraZones.newBuilder()
                .addZones(
                    CameraZone.newBuilder()
                        .setName("belt")
                        .addCorners(corner(0.1, 0.15))
                        .addCorners(corner(0.55, 0.1))
                        .addCorners(corner(0.5, 0.5))
                        .addCorners(corner(0.08, 0.45))))
        .setMasks(
            CameraMasks.newBuilder()
                .addMasks(
                    CameraMask.newBuilder()
                        .addCorners(corner(0.7, 0.75))
                        .addCorners(corner(1, 0.7))
                        .addCorners(corner(1, 1))
                        .addCorners(corner(0.65, 1))))
        .build();
  }

  private static Corner corner(double x, double y) {
    return Corner.newBuilder().setX(x).setY(y).build();
  }

  Camera camera(String agentId, String cameraId) {
    return cameras.computeIfAbsent(
        agentId + "/" + cameraId,
        id ->
            Camera.newBuilder()
                .setAgentId(agentId)
                .setCameraId(cameraId)
                .setState(CameraSettingsState.CAMERA_SETTINGS_STATE_FILE)
                .setSettings(CameraSettings.getDefaultInstance())
                .setReport(
                    CameraReport.newBuilder()
                        .setCameraId(cameraId)
                        .addLocal("source")
                        .setSource("rtsp://***@192.0.2.17/stream")
                        .setRunning(file()))
                .build());
  }

  ListCamerasResponse list(StoryState story, String agentId) {
    ListCamerasResponse.Builder all = ListCamerasResponse.newBuilder();
    story.devices.stream()
        .filter(device -> device.getSummary().getAgentId().equals(agentId))
        .flatMap(device -> device.getHeartbeat().getCamerasList().stream())
        .forEach(camera -> all.addCameras(camera(agentId, camera.getCameraId())));
    return all.setTotal(all.getCamerasCount()).build();
  }

  CameraChange apply(ApplyCameraRequest request) {
    Camera before = camera(request.getAgentId(), request.getCameraId());
    int revision = before.getRevision() + (request.getDryRun() ? 0 : 1);
    if (!request.getDryRun()) {
      Camera.Builder after =
          before.toBuilder()
              .setRevision(revision)
              .setSettings(request.getSettings())
              .setWhy(request.getWhy())
              .setChangedMs(System.currentTimeMillis());
      if (request.getSettings().hasSource()) {
        after.setState(CameraSettingsState.CAMERA_SETTINGS_STATE_REFUSED);
        after
            .getReportBuilder()
            .setRefusedRevision(revision)
            .setRefusal("the device's file keeps source for itself (local); change it there");
      } else {
        after.setState(CameraSettingsState.CAMERA_SETTINGS_STATE_APPLIED);
        after
            .getReportBuilder()
            .setRevision(revision)
            .setRefusedRevision(0)
            .setRunning(file().toBuilder().clearZones().clearMasks().mergeFrom(running(request)));
      }
      cameras.put(request.getAgentId() + "/" + request.getCameraId(), after.build());
    }
    CameraChange.Builder change =
        CameraChange.newBuilder()
            .setAgentId(request.getAgentId())
            .setCameraId(request.getCameraId())
            .setRevision(revision)
            .setDone(!request.getDryRun());
    request
        .getSettings()
        .getZones()
        .getZonesList()
        .forEach(
            zone ->
                change.addChanges(
                    CameraSettingChange.newBuilder()
                        .setKey("zones." + zone.getName())
                        .setAfter(zone.getCornersCount() + " corners")));
    if (request.getSettings().hasSource()) {
      change
          .addChanges(CameraSettingChange.newBuilder().setKey("source").setAfter("another"))
          .addConsequences(
              "the device's file keeps source for itself: the device will refuse this");
    }
    return change.build();
  }

  private static CameraSettings running(ApplyCameraRequest request) {
    CameraSettings set = request.getSettings();
    CameraSettings.Builder running = set.toBuilder();
    if (!set.hasZones()) {
      running.setZones(file().getZones());
    }
    if (!set.hasMasks()) {
      running.setMasks(file().getMasks());
    }
    return running.build();
  }
}
