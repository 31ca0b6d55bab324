package io.vedette.cloud.fleet;

import io.vedette.registry.manifest.VersionId;
import io.vedette.wire.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the coordinator knows it.
 *
 * @param lastSeenMs milliseconds since the epoch
 * @param installed null while it runs a model that the registry does not know
 * @param modelSha256 digest of the ONNX file that is running
 * @param heartbeat the latest; null before the first
 * @param tags its own and operators'
 */
public record Device(
    String agentId,
    String deviceClass,
    String softwareVersion,
    List<String> cameraIds,
    State state,
    long lastSeenMs,
    @Nullable VersionId installed,
    String modelSha256,
    @Nullable Heartbeat heartbeat,
    DeviceTags tags) {

  /** Whether a device can be reached. */
  public enum State {
    ONLINE,
    AWAY,
    /** Refused by a person, for good. */
    REVOKED
  }

  /**
   * @param tags null: none, as in rows of earlier releases
   */
  public Device(
      String agentId,
      String deviceClass,
      String softwareVersion,
      List<String> cameraIds,
      State state,
      long lastSeenMs,
      @Nullable VersionId installed,
      String modelSha256,
      @Nullable Heartbeat heartbeat,
      @Nullable DeviceTags tags) {
    this.agentId = agentId;
    this.deviceClass = deviceClass;
    this.softwareVersion = softwareVersion;
    this.cameraIds = List.copyOf(cameraIds);
    this.state = state;
    this.lastSeenMs = lastSeenMs;
    this.installed = installed;
    this.modelSha256 = modelSha256;
    this.heartbeat = heartbeat;
    this.tags = tags == null ? DeviceTags.NONE : tags;
  }

  /**
   * @param operators tags that operators set before
   */
  static Device of(AgentHello hello, Tags operators, long nowMs) {
    return new Device(
        hello.agentId(),
        hello.deviceClass(),
        hello.softwareVersion(),
        hello.cameraIds(),
        State.ONLINE,
        nowMs,
        hello.installed(),
        hello.modelSha256(),
        null,
        new DeviceTags(hello.tags(), operators));
  }

  Device beat(Heartbeat beat, long nowMs) {
    return new Device(
        agentId,
        deviceClass,
        softwareVersion,
        cameraIds,
        state,
        nowMs,
        beat.installed(),
        beat.modelSha256(),
        beat,
        tags);
  }

  Device in(State next, long seenMs) {
    return new Device(
        agentId,
        deviceClass,
        softwareVersion,
        cameraIds,
        next,
        seenMs,
        installed,
        modelSha256,
        heartbeat,
        tags);
  }

  Device tagged(DeviceTags changed) {
    return new Device(
        agentId,
        deviceClass,
        softwareVersion,
        cameraIds,
        state,
        lastSeenMs,
        installed,
        modelSha256,
        heartbeat,
        changed);
  }

  /** Frames ready for local training, by the latest heartbeat. */
  public int examples() {
    return heartbeat == null ? 0 : heartbeat.replayExamples();
  }

  /** Whether it has a part in a round, in time or late, by the latest heartbeat. */
  public boolean learning() {
    return heartbeat != null && heartbeat.learning() != null;
  }

  public boolean online() {
    return state == State.ONLINE;
  }
}
