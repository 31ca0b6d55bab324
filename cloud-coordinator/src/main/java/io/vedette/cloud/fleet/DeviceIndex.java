package io.vedette.cloud.fleet;

import io.vedette.cloud.fleet.Device.State;
import io.vedette.registry.manifest.VersionId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts of devices, and their members by deployment, that are kept up with every change, so that
 * nobody has to look at all devices for them. Safe for use by several threads.
 */
final class DeviceIndex {

  private final Map<State, Integer> states = new EnumMap<>(State.class);

  /** Devices by the versions that their students run. */
  private final Map<VersionId, Integer> installed = new HashMap<>();

  /** By the name of the deployment. */
  private final Map<String, MemberIndex> members = new ConcurrentHashMap<>();

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
  void replace(@Nullable Device before, @Nullable Device after) {
    synchronized (this) {
      if (before != null) {
        count(before, -1);
      }
      if (after != null) {
        count(after, 1);
      }
    }
    for (MemberIndex deployment : members.values()) {
      if (after != null) {
        deployment.put(after);
      } else if (before != null) {
        deployment.remove(before.agentId());
      }
    }
  }

  /** From now on a deployment's members are kept up; those that there are have to be entered. */
  MemberIndex addMembers(String deployment, int minExamples) {
    MemberIndex fresh = new MemberIndex(deployment, minExamples);
    members.put(deployment, fresh);
    return fresh;
  }

  void dropMembers(String deployment) {
    members.remove(deployment);
  }

  /** Whether a heartbeat changes more than figures. */
  boolean moves(Device before, Device after) {
    return before.state() != after.state()
        || !versions(before).equals(versions(after))
        || members.values().stream().anyMatch(deployment -> deployment.moves(before, after));
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
        .flatMap(student -> Stream.ofNullable(student.installed()))
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
