package io.vedette.cloud;

import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.InstallCommand;
import io.vedette.cloud.rollout.VariantChoice;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.util.HashMap;
import java.util.Map;

/**
 * Orders to change the model: those of rollouts, and those to devices outside one, which are
 * repeated until the device runs the version. For the control loop only.
 */
final class InstallCommands {

  private record Given(VersionId version, long atMs) {}

  private final Fleet fleet;
  private final long deadlineMs;
  private final Map<String, Given> given = new HashMap<>();

  InstallCommands(Fleet fleet, long deadlineMs) {
    this.fleet = fleet;
    this.deadlineMs = deadlineMs;
  }

  /** Sends an order; nothing happens while the agent is not connected. */
  void install(String agentId, Manifest manifest, String rolloutId, String commandId) {
    String deviceClass = fleet.find(agentId).map(Device::deviceClass).orElse("");
    InstallCommand order =
        new InstallCommand(
            commandId,
            rolloutId,
            manifest,
            VariantChoice.choose(manifest, deviceClass).name(),
            deadlineMs);
    fleet.order(agentId, session -> session.install(order));
  }

  /** Brings a device outside a rollout to a version; asked again, it waits for the deadline. */
  void bring(Device device, Manifest manifest, long nowMs) {
    Given last = given.get(device.agentId());
    if (last != null && last.version.equals(manifest.id()) && nowMs - last.atMs < deadlineMs) {
      return;
    }
    given.put(device.agentId(), new Given(manifest.id(), nowMs));
    install(device.agentId(), manifest, "", "care/" + device.agentId() + "/" + manifest.id());
  }

  /** The agent has a new session: it may have forgotten what it was told. */
  void forget(String agentId) {
    given.remove(agentId);
  }
}
