package io.vedette.cloud.fleet;

import io.vedette.cloud.fleet.Device.State;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts and sets of devices that are kept up with every change, so that nobody has to look at all
 * devices for them. Safe for use by several threads.
 */
final class DeviceIndex {

  private final int minExamples;
  private final Map<State, Integer> states = new EnumMap<>(State.class);
  private final Map<VersionId, Integer> installed = new HashMap<>();

  /** Online devices by the version that they run; those of an unknown version under empty. */
  private final Map<Optional<VersionId>, Set<String>> online = new HashMap<>();

  /** Online devices that can take part in a round. */
  private final Set<String> trainable = new HashSet<>();

  private DeviceFigures figures = DeviceFigures.NONE;

  /**
   * @param minExamples with fewer a device cannot take part in a round
   */
  DeviceIndex(int minExamples) {
    this.minExamples = minExamples;
    Arrays.stream(State.values()).forEach(state -> states.put(state, 0));
  }

  /**
   * A device changed.
   *
   * @param before null: it was not known
   * @param after null: it is forgotten
   */
  synchronized void replace(@Nullable Device before, @Nullable Device after) {
    if (before != null) {
      count(before, -1);
      Set<String> running = online.get(Optional.ofNullable(before.installed()));
      if (running != null && running.remove(before.agentId()) && running.isEmpty()) {
        online.remove(Optional.ofNullable(before.installed()));
      }
      trainable.remove(before.agentId());
    }
    if (after != null) {
      count(after, 1);
      if (after.online()) {
        online
            .computeIfAbsent(Optional.ofNullable(after.installed()), version -> new HashSet<>())
            .add(after.agentId());
        if (canTrain(after)) {
          trainable.add(after.agentId());
        }
      }
    }
  }

  private boolean canTrain(Device device) {
    return device.examples() >= minExamples && !device.learning();
  }

  /** Whether a heartbeat moves a device from one set to another. */
  boolean moves(Device before, Device after) {
    return before.state() != after.state()
        || !java.util.Objects.equals(before.installed(), after.installed())
        || canTrain(before) != canTrain(after);
  }

  private void count(Device device, int by) {
    states.merge(device.state(), by, Integer::sum);
    VersionId version = device.installed();
    if (version != null && installed.merge(version, by, Integer::sum) == 0) {
      installed.remove(version);
    }
    figures = figures.plus(figuresOf(device), by);
  }

  private static DeviceFigures figuresOf(Device device) {
    Heartbeat beat = device.heartbeat();
    if (beat == null || device.state() == State.REVOKED) {
      return DeviceFigures.NONE;
    }
    DeviceFigures figures = DeviceFigures.of(beat);
    return device.online() ? figures : figures.away();
  }

  /** The figures of one device changed, and nothing else. */
  synchronized void replaceFigures(Device before, Device after) {
    figures = figures.plus(figuresOf(before), -1).plus(figuresOf(after), 1);
  }

  synchronized DeviceFigures figures() {
    return figures;
  }

  synchronized int count(State state) {
    return states.getOrDefault(state, 0);
  }

  synchronized int known() {
    return states.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized int running(VersionId version) {
    return installed.getOrDefault(version, 0);
  }

  synchronized int trainable() {
    return trainable.size();
  }

  /** By name. */
  synchronized List<String> trainableIds() {
    return List.copyOf(new TreeSet<>(trainable));
  }

  /** How many online devices do not run a version. */
  synchronized int countWithout(VersionId version) {
    return states.getOrDefault(State.ONLINE, 0)
        - online.getOrDefault(Optional.of(version), Set.of()).size();
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
