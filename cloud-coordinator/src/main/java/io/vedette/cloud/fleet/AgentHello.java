package io.vedette.cloud.fleet;

import io.vedette.wire.Tags;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an agent introduces itself.
 *
 * @param agentId stable over restarts
 * @param deviceClass devices of one class share measured latencies
 * @param cameras tags by the camera's id, from its configuration, in its order
 * @param students one for each deployment of its cameras
 * @param tags of the device, from its configuration
 */
public record AgentHello(
    String agentId,
    String deviceClass,
    String softwareVersion,
    Map<String, Tags> cameras,
    List<StudentStatus> students,
    Tags tags) {

  public AgentHello {
    cameras = Collections.unmodifiableMap(new LinkedHashMap<>(cameras));
    students = List.copyOf(students);
  }
}
