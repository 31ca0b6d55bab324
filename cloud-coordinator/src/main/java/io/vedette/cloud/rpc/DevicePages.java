package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.fleet.CameraSnapshot;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceAttention;
import io.vedette.cloud.fleet.DeviceCamera;
import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.cloud.fleet.DeviceManagement;
import io.vedette.cloud.fleet.DevicePage;
import io.vedette.cloud.fleet.DevicePage.Place;
import io.vedette.cloud.fleet.DeviceQuery;
import io.vedette.cloud.fleet.DeviceQuery.Sort;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.fleet.Heartbeat.CameraStatus;
import io.vedette.cloud.fleet.Selector;
import io.vedette.cloud.fleet.StudentStatus;
import io.vedette.cloud.fleet.TagChange;
import io.vedette.cloud.rollout.DesiredVersion;
import io.vedette.detector.evaluate.AgreementCounts;
import io.vedette.proto.v1.DeviceDeployment;
import io.vedette.proto.v1.DeviceSort;
import io.vedette.proto.v1.DeviceState;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.EventList;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.ForgetDeviceResponse;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.SnapshotList;
import io.vedette.proto.v1.TagDeviceRequest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.wire.TagMapper;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Devices as messages: one, and pages of all. */
final class DevicePages implements AnsweredCalls {

  private static final String KEPT =
      "its frames, verdicts and updates, and its parts in rounds and rollouts are kept";

  private final DeviceManagement devices;
  private final Certificates certificates;
  private final AuditCounts audits;
  private final DesiredVersions desired;

  /** What the students of a device should run, by deployment. */
  interface DesiredVersions {
    Map<String, DesiredVersion> of(String agentId) throws Exception;
  }

  /** Certificates of devices and workers. */
  interface Certificates {

    /**
     * Refuses those of an id, and ends its open calls.
     *
     * @return whether it had one
     */
    boolean refuse(String id);
  }

  DevicePages(
      DeviceManagement devices,
      Certificates certificates,
      AuditCounts audits,
      DesiredVersions desired) {
    this.devices = devices;
    this.certificates = certificates;
    this.audits = audits;
    this.desired = desired;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListDevicesMethod(), this::list)
        .answer(ManagementServiceGrpc.getGetDeviceMethod(), request -> device(request.getAgentId()))
        .answer(
            ManagementServiceGrpc.getGetSnapshotsMethod(),
            request -> snapshots(request.getAgentId(), request.getPageToken()))
        .answer(ManagementServiceGrpc.getGetEventsMethod(), request -> events(request.getAgentId()))
        .answer(ManagementServiceGrpc.getTagDeviceMethod(), this::tag)
        .answer(
            ManagementServiceGrpc.getRevokeDeviceMethod(), request -> revoke(request.getAgentId()))
        .answer(ManagementServiceGrpc.getForgetDeviceMethod(), this::forget);
  }

  ListDevicesResponse list(ListDevicesRequest request) {
    DeviceQuery query = query(request);
    DevicePage page =
        devices.list(query, place(request.getPageToken()), Paging.size(request.getPageSize()));
    List<DeviceSummary> rows = page.devices().stream().map(this::summary).toList();
    int fitting = Paging.fitting(rows);
    ListDevicesResponse.Builder answer =
        ListDevicesResponse.newBuilder()
            .addAllDevices(rows.subList(0, fitting))
            .setTotal(page.total());
    if (page.more() || fitting < rows.size()) {
      Place last = Place.of(page.devices().get(fitting - 1), query);
      answer.setNextPageToken(Paging.token(last.figure() + "\n" + last.agentId()));
    }
    return answer.build();
  }

  private static DeviceQuery query(ListDevicesRequest request) {
    Set<Device.State> states =
        request.getStatesList().stream()
            .filter(s -> s != DeviceState.DEVICE_STATE_UNSPECIFIED && s != DeviceState.UNRECOGNIZED)
            .map(DevicePages::read)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Device.State.class)));
    return new DeviceQuery(
        states,
        request.getText(),
        request.getVersion(),
        request.getDeployment(),
        selector(request.getSelector()),
        request.getAttention(),
        read(request.getSort()),
        request.getDescending());
  }

  private static Selector selector(String text) {
    try {
      return Selector.parse(text);
    } catch (IllegalArgumentException e) {
      throw Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  private static Device.State read(DeviceState state) {
    return switch (state) {
      case DEVICE_STATE_AWAY -> Device.State.AWAY;
      case DEVICE_STATE_REVOKED -> Device.State.REVOKED;
      default -> Device.State.ONLINE;
    };
  }

  private static Sort read(DeviceSort sort) {
    return switch (sort) {
      case DEVICE_SORT_LAST_SEEN -> Sort.LAST_SEEN;
      case DEVICE_SORT_FPS -> Sort.FPS;
      case DEVICE_SORT_ESCALATED -> Sort.ESCALATED;
      case DEVICE_SORT_OUTBOX -> Sort.OUTBOX;
      case DEVICE_SORT_LATENCY -> Sort.LATENCY;
      case DEVICE_SORT_STATE -> Sort.STATE;
      case DEVICE_SORT_ATTENTION -> Sort.ATTENTION;
      case DEVICE_SORT_VERSION -> Sort.VERSION;
      case DEVICE_SORT_UNSPECIFIED, UNRECOGNIZED -> Sort.NAME;
    };
  }

  private static @Nullable Place place(String token) {
    if (token.isEmpty()) {
      return null;
    }
    String[] parts = Paging.text(token).split("\n", 2);
    try {
      return new Place(Long.parseLong(parts[0]), parts[1]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw Paging.wrong();
    }
  }

  /**
   * @throws IllegalArgumentException when there is no such device
   */
  io.vedette.proto.v1.Device device(String agentId) throws Exception {
    return withDesired(devices.find(agentId));
  }

  /** A device with the version that it should run. */
  private io.vedette.proto.v1.Device withDesired(Device device) throws Exception {
    return message(
            device,
            device.state() == Device.State.REVOKED ? Map.of() : desired.of(device.agentId()))
        .build();
  }

  io.vedette.proto.v1.Device write(Device device) {
    return message(device, Map.of()).build();
  }

  private io.vedette.proto.v1.Device.Builder message(
      Device device, Map<String, DesiredVersion> wanted) {
    var message =
        io.vedette.proto.v1.Device.newBuilder()
            .setSummary(summary(device))
            .setConnected(devices.connected(device.agentId()))
            .addAllCameraIds(device.cameraIds())
            .addAllOwnTags(TagMapper.toProto(device.tags().own().byKey()))
            .addAllOperatorTags(TagMapper.toProto(device.tags().operators().byKey()));
    device
        .assignment()
        .cameras()
        .forEach((name, ids) -> message.addDeployments(write(name, ids, wanted.get(name))));
    device.cameras().stream()
        .filter(camera -> !camera.tags().effective().isEmpty())
        .forEach(camera -> message.addCameras(write(camera)));
    wanted.values().stream()
        .findFirst()
        .ifPresent(
            first ->
                message
                    .setDesired(ManifestCodec.toProto(first.version()))
                    .setDesiredWhy(first.why()));
    Heartbeat beat = device.heartbeat();
    if (beat != null) {
      message.setHeartbeat(AgentMapper.write(beat));
    }
    return message;
  }

  private static DeviceDeployment write(
      String name, List<String> cameraIds, @Nullable DesiredVersion wanted) {
    DeviceDeployment.Builder deployment =
        DeviceDeployment.newBuilder().setDeployment(name).addAllCameraIds(cameraIds);
    if (wanted != null) {
      deployment.setDesired(ManifestCodec.toProto(wanted.version())).setDesiredWhy(wanted.why());
    }
    return deployment.build();
  }

  private static io.vedette.proto.v1.DeviceCamera write(DeviceCamera camera) {
    return io.vedette.proto.v1.DeviceCamera.newBuilder()
        .setCameraId(camera.id())
        .addAllOwnTags(TagMapper.toProto(camera.tags().own().byKey()))
        .addAllOperatorTags(TagMapper.toProto(camera.tags().operators().byKey()))
        .build();
  }

  /** Sets and removes operators' tags; the answer is the device after it. */
  io.vedette.proto.v1.Device tag(TagDeviceRequest request) throws Exception {
    TagChange change;
    try {
      change =
          new TagChange(
              TagMapper.fromProto(request.getSetList()), Set.copyOf(request.getRemoveList()));
    } catch (IllegalArgumentException e) {
      throw Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
    }
    return withDesired(devices.tag(request.getAgentId(), request.getCameraId(), change));
  }

  /** A worker, and a device that never connected, has a certificate and no row. */
  private io.vedette.proto.v1.Device revoke(String id) throws Exception {
    boolean had = certificates.refuse(id);
    try {
      return write(devices.revoke(id));
    } catch (IllegalArgumentException e) {
      if (!had) {
        throw e;
      }
      return io.vedette.proto.v1.Device.newBuilder()
          .setSummary(DeviceSummary.newBuilder().setAgentId(id))
          .build();
    }
  }

  private ForgetDeviceResponse forget(ForgetDeviceRequest request) throws Exception {
    io.vedette.proto.v1.Device gone =
        write(devices.forget(request.getAgentId(), request.getForce()));
    certificates.refuse(request.getAgentId());
    return ForgetDeviceResponse.newBuilder().setDevice(gone).setKept(KEPT).build();
  }

  private DeviceSummary summary(Device device) {
    Optional<StudentStatus> student = device.students().stream().findFirst();
    AgreementCounts agreement =
        audits.of(device.agentId(), student.map(StudentStatus::modelSha256).orElse(""));
    DeviceSummary.Builder row =
        DeviceSummary.newBuilder()
            .setAgentId(device.agentId())
            .setDeviceClass(device.deviceClass())
            .setSoftwareVersion(device.softwareVersion())
            .setState(EnumNames.of(DeviceState.class, device.state()))
            .setLastSeenMs(device.lastSeenMs())
            .setAudits(Math.toIntExact(agreement.frames()))
            .addAllTags(TagMapper.toProto(device.tags().effective()))
            .setAttention(DeviceAttention.of(device));
    row.addAllDeployments(device.assignment().deployments());
    student
        .map(StudentStatus::installed)
        .ifPresent(installed -> row.setInstalled(ManifestCodec.toProto(installed)));
    student.ifPresent(s -> row.setVariant(s.variant()));
    if (agreement.precision() >= 0) {
      row.setAuditPrecision(agreement.precision());
    }
    if (agreement.recall() >= 0) {
      row.setAuditRecall(agreement.recall());
    }
    Heartbeat beat = device.heartbeat();
    if (beat != null) {
      addFigures(row, beat, device.online());
    }
    return row.build();
  }

  private static void addFigures(DeviceSummary.Builder row, Heartbeat beat, boolean online) {
    row.setCameras(beat.cameras().size())
        .setEscalated(beat.escalation().escalated())
        .setShare(beat.escalation().share())
        .setOutboxFrames(beat.escalation().outboxFrames())
        .setEvicted(beat.escalation().evicted())
        .setVerdicts(beat.escalation().verdicts())
        .setLearner(
            beat.students().stream()
                .map(StudentStatus::learner)
                .filter(learner -> !learner.isEmpty())
                .findFirst()
                .orElse(""));
    for (CameraStatus camera : beat.cameras()) {
      if (online) {
        row.setFps(row.getFps() + camera.fps())
            .setCamerasStreaming(
                row.getCamerasStreaming() + (camera.state().equals("streaming") ? 1 : 0));
      }
      row.setLatencyP50Ms(Math.max(row.getLatencyP50Ms(), camera.latencyP50Ms()))
          .setLatencyP95Ms(Math.max(row.getLatencyP95Ms(), camera.latencyP95Ms()));
    }
  }

  /** The newest events of a device, newest first, as many as fit into one answer. */
  EventList events(String agentId) throws Exception {
    return events(devices.events(agentId));
  }

  static EventList events(List<DeviceEvent> newest) {
    List<EventReport> all = newest.stream().map(AgentMapper::write).toList();
    return EventList.newBuilder().addAllEvents(all.subList(0, Paging.fitting(all))).build();
  }

  /** The newest frames of a device's cameras, as many as fit into one answer. */
  SnapshotList snapshots(String agentId, String token) throws Exception {
    return snapshots(devices.snapshots(agentId), token);
  }

  static SnapshotList snapshots(List<CameraSnapshot> all, String token) {
    Paging.Page<Snapshot> page =
        Paging.page(all, CameraSnapshot::cameraId, AgentMapper::write, token, all.size());
    return SnapshotList.newBuilder()
        .addAllSnapshots(page.items())
        .setNextPageToken(page.next())
        .build();
  }
}
