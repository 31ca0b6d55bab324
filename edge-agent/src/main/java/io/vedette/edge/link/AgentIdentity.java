package io.vedette.edge.link;

import io.vedette.detector.runtime.DeviceClass;
import io.vedette.wire.Tags;
import java.util.Map;

/**
 * An agent's identity, sent at the start of every session.
 *
 * @param deviceClass measured latencies hold for all devices of a class: "linux-x86_64-2cpu"
 * @param softwareVersion "development" outside a packaged distribution
 * @param cameras tags of each camera by its id, in the configuration's order
 * @param tags of the device, from the configuration
 */
public record AgentIdentity(
    String agentId,
    String deviceClass,
    String softwareVersion,
    Map<String, Tags> cameras,
    Tags tags) {

  /** The identity of an agent on this device. */
  public static AgentIdentity ofThisDevice(String agentId, Map<String, Tags> cameras, Tags tags) {
    String version = AgentIdentity.class.getPackage().getImplementationVersion();
    return new AgentIdentity(
        agentId,
        DeviceClass.ofThisMachine(),
        version == null ? "development" : version,
        cameras,
        tags);
  }
}
