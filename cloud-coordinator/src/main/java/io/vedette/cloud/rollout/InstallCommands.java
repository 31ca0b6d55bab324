package io.vedette.cloud.rollout;

import io.vedette.cloud.fleet.InstallCommand;
import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.time.Duration;

/**
 * Commands to install a version, each with the variant that suits the device. Nothing happens while
 * the agent is not connected. For the control loop only.
 */
public final class InstallCommands {

  private final Members members;
  private final FleetVersions versions;
  private final long deadlineMs;

  /**
   * @param deadline how long a device may take
   */
  public InstallCommands(Members members, FleetVersions versions, Duration deadline) {
    this.members = members;
    this.versions = versions;
    this.deadlineMs = deadline.toMillis();
  }

  /**
   * Sends a command.
   *
   * @param rolloutId empty outside a rollout
   * @throws IllegalStateException when the version is not there
   */
  void install(String agentId, VersionId version, String rolloutId, String commandId) {
    Manifest manifest = versions.manifest(version);
    String deviceClass = members.deviceClass(agentId).orElse("");
    InstallCommand command =
        new InstallCommand(
            commandId,
            members.deployment(),
            rolloutId,
            manifest,
            VariantChoice.choose(manifest, deviceClass).name(),
            deadlineMs);
    members.send(agentId, session -> session.install(command));
  }

  /** Withdraws a command. */
  void withdraw(String agentId, String commandId, String why) {
    members.send(agentId, session -> session.cancel(commandId, why));
  }

  long deadlineMs() {
    return deadlineMs;
  }
}
