package io.vedette.edge.link;

import java.util.List;
import java.util.Locale;

/**
 * Who the agent is, in every hello.
 *
 * @param deviceClass devices of one class share measured latencies: "linux-x86_64-2cpu"
 * @param softwareVersion "development" outside a packaged distribution
 */
public record Identity(
    String agentId, String deviceClass, String softwareVersion, List<String> cameraIds) {

  /** An agent of this software on this device. */
  public static Identity ofThisDevice(String agentId, List<String> cameraIds) {
    String version = Identity.class.getPackage().getImplementationVersion();
    return new Identity(
        agentId, thisDeviceClass(), version == null ? "development" : version, cameraIds);
  }

  private static String thisDeviceClass() {
    String system = System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "unknown").replace("amd64", "x86_64");
    return (system + "-" + processor).replace(' ', '-')
        + "-"
        + Runtime.getRuntime().availableProcessors()
        + "cpu";
  }
}
