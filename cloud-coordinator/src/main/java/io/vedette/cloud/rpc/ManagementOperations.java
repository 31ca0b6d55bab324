package io.vedette.cloud.rpc;

import io.vedette.cloud.fleet.CameraSnapshot;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.round.Round;
import io.vedette.registry.lineage.LineageGraph;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.util.List;

/**
 * What people can see and do. A method throws a {@code RegistryException} where a version is not
 * there, an {@code IllegalArgumentException} where something else is not, and an {@code
 * IllegalStateException} where now is not the time; the message is one line for them.
 */
public interface ManagementOperations {

  CoordinatorState state() throws Exception;

  /** The newest frame of each camera of a device; asking makes it send them for a while. */
  List<CameraSnapshot> snapshots(String agentId) throws Exception;

  /** The newest events of a device, the newest first. */
  List<DeviceEvent> events(String agentId) throws Exception;

  CoordinatorState.NamedVersion register(Manifest draft, List<String> aliases) throws Exception;

  CoordinatorState.NamedVersion version(String reference) throws Exception;

  CoordinatorState.NamedVersion alias(String alias, VersionId version) throws Exception;

  /**
   * What a thing was made from and what was made from it.
   *
   * @param reference "student:7", "student@stable", or a node: "round/r-3", "frame/SHA256"
   */
  LineageGraph lineage(String reference) throws Exception;

  Rollout startRollout(String reference) throws Exception;

  Rollout wish(String rolloutId, RolloutEvent event) throws Exception;

  Round startRound() throws Exception;

  Device revoke(String agentId) throws Exception;
}
