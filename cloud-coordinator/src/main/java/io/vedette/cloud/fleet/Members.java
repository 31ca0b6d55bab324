package io.vedette.cloud.fleet;

import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The devices that have cameras of one deployment, and their students of it. Safe for use by
 * several threads.
 */
public final class Members {

  private final Fleet fleet;
  private final String deployment;
  private final MemberIndex index;

  Members(Fleet fleet, String deployment, MemberIndex index) {
    this.fleet = fleet;
    this.deployment = deployment;
    this.index = index;
  }

  /** The name of the deployment. */
  public String deployment() {
    return deployment;
  }

  /** Whether a device has cameras of the deployment. */
  public boolean has(String agentId) {
    return fleet.find(agentId).filter(device -> device.assignment().has(deployment)).isPresent();
  }

  /** How many devices there are, and how many cameras of theirs belong to the deployment. */
  public int count() {
    return index.members();
  }

  public int cameras() {
    return index.cameras();
  }

  public int onlineCount() {
    return index.onlineCount();
  }

  /** Online devices, by name. */
  public List<String> online() {
    return index.online();
  }

  /** Online devices whose student does not run a version, in no order. */
  public List<String> onlineWithout(VersionId version) {
    return index.onlineWithout(version);
  }

  /** How many online devices do not run a version. */
  public int countWithout(VersionId version) {
    return index.countWithout(version);
  }

  /** Online devices by the version that they run; those of an unknown one are left out. */
  public Map<VersionId, Integer> versions() {
    return index.versions();
  }

  /** How many devices can take part in a round and have none at this moment. */
  public int trainable() {
    return index.trainable();
  }

  /** The devices that can take part in a round and have none at this moment, by name. */
  public List<String> trainableIds() {
    return index.trainableIds();
  }

  /** The version that a device's student runs, by what it said last. */
  public Optional<VersionId> installed(String agentId) {
    return fleet.find(agentId).flatMap(device -> device.installed(deployment));
  }

  /** The class of a device; empty when it is not known. */
  public Optional<String> deviceClass(String agentId) {
    return fleet.find(agentId).map(Device::deviceClass);
  }

  /** Sends a command, if the agent is connected. */
  public void send(String agentId, Consumer<AgentSession> command) {
    fleet.send(agentId, command);
  }
}
