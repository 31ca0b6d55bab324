package io.vedette.edge.link;

import io.vedette.detector.runtime.DeviceClass;
import java.util.List;

/**
 * Who the agent is, in every hello.
 *
 * @param deviceClass devices of one class share measured latencies: "linux-x86_64-2cpu"
 * @param softwareVersion "development" outside a packaged distribution
 */
public record AgentIdentity(
    String agentId, String deviceClass, String softwareVersion, List<String> cameraIds) {

  /** An agent of this software on this device. */
  public static AgentIdentity ofThisDevice(String agentId, List<String> cameraIds) {
    String version = AgentIdentity.class.getPackage().getImplementationVersion();
    return new AgentIdentity(
        agentId, DeviceClass.ofThisMachine(), version == null ? "development" : version, cameraIds);
  }
}
