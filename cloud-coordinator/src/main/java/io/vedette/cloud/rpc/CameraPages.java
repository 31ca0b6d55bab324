package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.vedette.cloud.camera.CameraManagement;
import io.vedette.cloud.camera.CameraView;
import io.vedette.cloud.camera.WantedSettings;
import io.vedette.proto.v1.ApplyCameraRequest;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraChange;
import io.vedette.proto.v1.CameraSettingChange;
import io.vedette.proto.v1.CameraSettingsState;
import io.vedette.proto.v1.GetCameraRequest;
import io.vedette.proto.v1.ListCamerasRequest;
import io.vedette.proto.v1.ListCamerasResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.wire.TextBound;
import io.vedette.wire.camera.CameraMapper;
import io.vedette.wire.camera.CameraReport;
import io.vedette.wire.camera.CameraSettings;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Cameras as messages: one, pages of all, and changes. */
final class CameraPages implements AnsweredCalls {

  private static final TextBound KEY =
      TextBound.of(CameraSettingChange.getDescriptor(), CameraSettingChange.KEY_FIELD_NUMBER);
  private static final TextBound VALUE =
      TextBound.of(CameraSettingChange.getDescriptor(), CameraSettingChange.BEFORE_FIELD_NUMBER);
  private static final TextBound CONSEQUENCE =
      TextBound.of(CameraChange.getDescriptor(), CameraChange.CONSEQUENCES_FIELD_NUMBER);

  private final CameraManagement cameras;

  CameraPages(CameraManagement cameras) {
    this.cameras = cameras;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListCamerasMethod(), this::list)
        .answer(ManagementServiceGrpc.getGetCameraMethod(), this::camera)
        .answer(ManagementServiceGrpc.getApplyCameraMethod(), this::apply);
  }

  ListCamerasResponse list(ListCamerasRequest request) {
    Set<CameraView.State> states = EnumNames.set(CameraView.State.class, request.getStatesList());
    List<CameraView> all =
        cameras.list(request.getAgentId()).stream()
            .filter(camera -> states.isEmpty() || states.contains(camera.state()))
            .toList();
    return list(all, request.getPageToken(), request.getPageSize());
  }

  static ListCamerasResponse list(List<CameraView> all, String token, int size) {
    var page = Paging.page(all, CameraView::id, CameraPages::write, token, size);
    return ListCamerasResponse.newBuilder()
        .addAllCameras(page.items())
        .setNextPageToken(page.next())
        .setTotal(all.size())
        .build();
  }

  Camera camera(GetCameraRequest request) {
    return write(cameras.find(request.getAgentId(), request.getCameraId()));
  }

  CameraChange apply(ApplyCameraRequest request) {
    CameraSettings settings;
    try {
      settings = CameraMapper.fromProto(request.getSettings());
    } catch (IllegalArgumentException e) {
      throw Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
    }
    return write(
        cameras.apply(
            request.getAgentId(),
            request.getCameraId(),
            settings,
            request.getWhy(),
            request.hasSeenRevision()
                ? OptionalInt.of(request.getSeenRevision())
                : OptionalInt.empty(),
            request.getDryRun()));
  }

  static Camera write(CameraView camera) {
    Camera.Builder message =
        Camera.newBuilder()
            .setAgentId(camera.agentId())
            .setCameraId(camera.cameraId())
            .setState(EnumNames.of(CameraSettingsState.class, camera.state()))
            .setRevision(camera.revision())
            .setSettings(CameraMapper.toProto(camera.settings()));
    WantedSettings wanted = camera.wanted();
    if (wanted != null) {
      message.setChangedMs(wanted.changedAtMs()).setWhy(wanted.why());
    }
    CameraReport report = camera.report();
    if (report != null) {
      message.setReport(CameraMapper.toProto(report));
    }
    return message.build();
  }

  static CameraChange write(CameraManagement.Outcome outcome) {
    CameraChange.Builder change =
        CameraChange.newBuilder()
            .setAgentId(outcome.agentId())
            .setCameraId(outcome.cameraId())
            .setRevision(outcome.revision())
            .setDone(outcome.done());
    outcome
        .changes()
        .forEach(
            c ->
                change.addChanges(
                    CameraSettingChange.newBuilder()
                        .setKey(KEY.fit(c.key()))
                        .setBefore(VALUE.fit(c.before()))
                        .setAfter(VALUE.fit(c.after()))));
    outcome.consequences().forEach(line -> change.addConsequences(CONSEQUENCE.fit(line)));
    return change.build();
  }
}
