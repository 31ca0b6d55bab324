package io.vedette.cloud.fleet;

import io.vedette.cloud.fleet.Device.State;
import io.vedette.registry.manifest.VersionId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of devices that are kept up with every change, so that nobody has to look at all devices
 * for them. Safe for use by several threads.
 */
final class DeviceIndex {

  private final Map<State, Integer> states = new EnumMap<>(State.class);

  /** Devices by the versions that their students run. */
  private final Map<VersionId, Integer> installed = new HashMap<>();

  private DeviceFigures figures = DeviceFigures.NONE;

  DeviceIndex() {
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
    }
    if (after != null) {
      count(after, 1);
    }
  }

  /** Whether a heartbeat changes more than figures. */
  boolean moves(Device before, Device after) {
    return before.state() != after.state() || !versions(before).equals(versions(after));
  }

  private void count(Device device, int by) {
    states.merge(device.state(), by, Integer::sum);
    for (VersionId version : versions(device)) {
      if (installed.merge(version, by, Integer::sum) == 0) {
        installed.remove(version);
      }
    }
    figures = figures.plus(figuresOf(device), by);
  }

  private static List<VersionId> versions(Device device) {
    return device.students().stream()
        .flatMap(student -> java.util.stream.Stream.ofNullable(student.installed()))
        .distinct()
        .toList();
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
}
