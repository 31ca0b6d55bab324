package io.vedette.cloud.fleet;

import io.vedette.registry.manifest.VersionId;
import io.vedette.wire.Tags;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the coordinator knows it.
 *
 * @param lastSeenMs milliseconds since the epoch
 * @param introduced the students of its hello; none after the first heartbeat
 * @param heartbeat the latest; null before the first
 * @param tags its own and operators'
 * @param assignment which of its cameras belong to which deployment
 */
public record Device(
    String agentId,
    String deviceClass,
    String softwareVersion,
    List<DeviceCamera> cameras,
    State state,
    long lastSeenMs,
    List<StudentStatus> introduced,
    @Nullable Heartbeat heartbeat,
    DeviceTags tags,
    Assignment assignment) {

  /** Whether a device can be reached. */
  public enum State {
    ONLINE,
    AWAY,
    /** Refused by a person, for good. */
    REVOKED
  }

  public Device {
    cameras = List.copyOf(cameras);
    introduced = List.copyOf(introduced);
  }

  /**
   * @param before the same device until now, with its operators' tags; null: it is new
   */
  static Device of(AgentHello hello, @Nullable Device before, long nowMs) {
    List<DeviceCamera> cameras =
        hello.cameras().entrySet().stream()
            .map(
                camera ->
                    new DeviceCamera(
                        camera.getKey(),
                        new DeviceTags(camera.getValue(), operatorsTags(before, camera.getKey()))))
            .toList();
    return new Device(
        hello.agentId(),
        hello.deviceClass(),
        hello.softwareVersion(),
        cameras,
        State.ONLINE,
        nowMs,
        hello.students(),
        null,
        new DeviceTags(hello.tags(), before == null ? Tags.NONE : before.tags.operators()),
        before == null ? Assignment.NONE : before.assignment);
  }

  private static Tags operatorsTags(@Nullable Device before, String cameraId) {
    return Optional.ofNullable(before)
        .flatMap(device -> device.camera(cameraId))
        .map(camera -> camera.tags().operators())
        .orElse(Tags.NONE);
  }

  Device beat(Heartbeat beat, long nowMs) {
    return new Device(
        agentId,
        deviceClass,
        softwareVersion,
        cameras,
        state,
        nowMs,
        List.of(),
        beat,
        tags,
        assignment);
  }

  Device in(State next, long seenMs) {
    return new Device(
        agentId,
        deviceClass,
        softwareVersion,
        cameras,
        next,
        seenMs,
        introduced,
        heartbeat,
        tags,
        assignment);
  }

  Device tagged(DeviceTags changed) {
    return new Device(
        agentId,
        deviceClass,
        softwareVersion,
        cameras,
        state,
        lastSeenMs,
        introduced,
        heartbeat,
        changed,
        assignment);
  }

  /** The same with other tags of one camera, which it must have. */
  Device tagged(String cameraId, DeviceTags changed) {
    return new Device(
        agentId,
        deviceClass,
        softwareVersion,
        cameras.stream()
            .map(
                camera ->
                    camera.id().equals(cameraId) ? new DeviceCamera(cameraId, changed) : camera)
            .toList(),
        state,
        lastSeenMs,
        introduced,
        heartbeat,
        tags,
        assignment);
  }

  Device assigned(Assignment next) {
    return new Device(
        agentId,
        deviceClass,
        softwareVersion,
        cameras,
        state,
        lastSeenMs,
        introduced,
        heartbeat,
        tags,
        next);
  }

  public List<String> cameraIds() {
    return cameras.stream().map(DeviceCamera::id).toList();
  }

  public Optional<DeviceCamera> camera(String cameraId) {
    return cameras.stream().filter(camera -> camera.id().equals(cameraId)).findFirst();
  }

  /** What it runs, by its latest heartbeat, or by its hello before the first. */
  public List<StudentStatus> students() {
    return heartbeat == null ? introduced : heartbeat.students();
  }

  /** Its student of a deployment. */
  public Optional<StudentStatus> student(String deployment) {
    for (StudentStatus student : students()) {
      if (student.deployment().equals(deployment)) {
        return Optional.of(student);
      }
    }
    return Optional.empty();
  }

  /** The version that its student of a deployment runs. */
  public Optional<VersionId> installed(String deployment) {
    return student(deployment).map(StudentStatus::installed);
  }

  /** Digests of the models that it runs. */
  List<String> models() {
    return students().stream().map(StudentStatus::modelSha256).toList();
  }

  public boolean online() {
    return state == State.ONLINE;
  }
}
