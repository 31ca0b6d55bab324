package io.vedette.cloud.fleet;

import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets of the devices of one deployment that are kept up with every change, so that nobody has to
 * look at all devices for them. Safe for use by several threads.
 */
final class MemberIndex {

  private record Entry(int cameras, boolean online, Optional<VersionId> installed) {}

  private final String deployment;
  private final int minExamples;
  private final Map<String, Entry> members = new HashMap<>();
  private int cameras;
  private int onlineCount;

  /** Online devices by the version that they run; those of an unknown version under empty. */
  private final Map<Optional<VersionId>, Set<String>> online = new HashMap<>();

  /** Online devices that can take part in a round. */
  private final Set<String> trainable = new HashSet<>();

  /**
   * @param minExamples with fewer a device cannot take part in a round
   */
  MemberIndex(String deployment, int minExamples) {
    this.deployment = deployment;
    this.minExamples = minExamples;
  }

  /** A device is known, or has changed. */
  synchronized void put(Device device) {
    remove(device.agentId());
    if (!device.assignment().has(deployment)) {
      return;
    }
    int its = device.assignment().cameras().getOrDefault(deployment, List.of()).size();
    Entry entry = new Entry(its, device.online(), device.installed(deployment));
    members.put(device.agentId(), entry);
    cameras += its;
    if (entry.online) {
      onlineCount++;
      online.computeIfAbsent(entry.installed, version -> new HashSet<>()).add(device.agentId());
      if (canTrain(device)) {
        trainable.add(device.agentId());
      }
    }
  }

  /** A device is forgotten. */
  synchronized void remove(String agentId) {
    Entry entry = members.remove(agentId);
    if (entry == null) {
      return;
    }
    cameras -= entry.cameras;
    trainable.remove(agentId);
    Set<String> running = entry.online ? online.get(entry.installed) : null;
    if (running != null) {
      running.remove(agentId);
      onlineCount--;
      if (running.isEmpty()) {
        online.remove(entry.installed);
      }
    }
  }

  /** Whether a heartbeat moves a device from one set to another. */
  boolean moves(Device before, Device after) {
    return !before.installed(deployment).equals(after.installed(deployment))
        || canTrain(before) != canTrain(after);
  }

  private boolean canTrain(Device device) {
    return device
        .student(deployment)
        .filter(student -> student.examples() >= minExamples && student.learning() == null)
        .isPresent();
  }

  synchronized int members() {
    return members.size();
  }

  synchronized int cameras() {
    return cameras;
  }

  synchronized int onlineCount() {
    return onlineCount;
  }

  /** By name. */
  synchronized List<String> online() {
    Set<String> all = new TreeSet<>();
    online.values().forEach(all::addAll);
    return List.copyOf(all);
  }

  synchronized int trainable() {
    return trainable.size();
  }

  /** By name. */
  synchronized List<String> trainableIds() {
    return List.copyOf(new TreeSet<>(trainable));
  }

  /** Online devices by the version that they run; those of an unknown one are left out. */
  synchronized Map<VersionId, Integer> versions() {
    Map<VersionId, Integer> versions = new HashMap<>();
    online.forEach(
        (running, ids) -> running.ifPresent(version -> versions.put(version, ids.size())));
    return versions;
  }

  /** How many online devices do not run a version. */
  synchronized int countWithout(VersionId version) {
    return onlineCount - online.getOrDefault(Optional.of(version), Set.of()).size();
  }

  /** Online devices that do not run a version, in no order. */
  synchronized List<String> onlineWithout(VersionId version) {
    List<String> without = new ArrayList<>();
    online.forEach(
        (running, ids) -> {
          if (!running.equals(Optional.of(version))) {
            without.addAll(ids);
          }
        });
    return without;
  }
}
