package io.vedette.edge.link;

import java.util.List;

/**
 * Who the agent is, in every hello.
 *
 * @param deviceClass devices of one class share measured latencies: "linux-x86_64-2cpu"
 */
public record Identity(
    String agentId, String deviceClass, String softwareVersion, List<String> cameraIds) {}
