package io.vedette.cloud.fleet;

import io.vedette.registry.manifest.VersionId;
import io.vedette.wire.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an agent introduces itself.
 *
 * @param agentId stable over restarts
 * @param deviceClass devices of one class share measured latencies
 * @param installed null when it runs a model that the registry does not know
 * @param modelSha256 digest of the ONNX file that is running
 * @param tags from its configuration
 */
public record AgentHello(
    String agentId,
    String deviceClass,
    String softwareVersion,
    List<String> cameraIds,
    @Nullable VersionId installed,
    String modelSha256,
    Tags tags) {

  public AgentHello {
    cameraIds = List.copyOf(cameraIds);
  }
}
