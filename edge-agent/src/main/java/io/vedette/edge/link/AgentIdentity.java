package io.vedette.edge.link;

import io.vedette.detector.runtime.DeviceClass;
import java.util.List;

/**
 * An agent's identity, sent at the start of every session.
 *
 * @param deviceClass measured latencies hold for all devices of a class: "linux-x86_64-2cpu"
 * @param softwareVersion "development" outside a packaged distribution
 */
public record AgentIdentity(
    String agentId, String deviceClass, String softwareVersion, List<String> cameraIds) {

  /** The identity of an agent on this device. */
  public static AgentIdentity ofThisDevice(String agentId, List<String> cameraIds) {
    String version = AgentIdentity.class.getPackage().getImplementationVersion();
    return new AgentIdentity(
        agentId, DeviceClass.ofThisMachine(), version == null ? "development" : version, cameraIds);
  }
}
