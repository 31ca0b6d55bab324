package io.vedette.cloud.fleet;

import io.vedette.registry.manifest.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the coordinator knows it.
 *
 * @param lastSeenMs milliseconds since the epoch
 * @param installed null while it runs a model that the registry does not know
 * @param modelSha256 digest of the ONNX file that is running
 * @param heartbeat the latest; null before the first
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
    @Nullable Heartbeat heartbeat) {

  /** Whether a device can be reached. */
  public enum State {
    ONLINE,
    AWAY,
    /** Refused by a person, for good. */
    REVOKED
  }

  public Device {
    cameraIds = List.copyOf(cameraIds);
  }

  static Device of(AgentHello hello, long nowMs) {
    return new Device(
        hello.agentId(),
        hello.deviceClass(),
        hello.softwareVersion(),
        hello.cameraIds(),
        State.ONLINE,
        nowMs,
        hello.installed(),
        hello.modelSha256(),
        null);
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
        beat);
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
        heartbeat);
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
