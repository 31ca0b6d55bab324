package io.vedette.cloud.fleet;

import io.vedette.cloud.fleet.Device.State;
import io.vedette.registry.manifest.VersionId;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Which devices are wanted, and in which order.
 *
 * @param states of one of these; none: any
 * @param text in the id or the device class, in any case; empty: any
 * @param version that they run, "student:7"; empty: any
 * @param deployment that has cameras of theirs; empty: any
 * @param selector their tags
 * @param attention only those that require attention
 * @param descending the order of the figures is turned round; of names where they are the order
 */
public record DeviceQuery(
    Set<State> states,
    String text,
    String version,
    String deployment,
    Selector selector,
    boolean attention,
    Sort sort,
    boolean descending) {

  public static final DeviceQuery ALL =
      new DeviceQuery(Set.of(), "", "", "", Selector.ALL, false, Sort.NAME, false);

  /** What devices are sorted by; equal ones by name. */
  public enum Sort {
    NAME(device -> 0),
    LAST_SEEN(Device::lastSeenMs),
    FPS(device -> figures(device).milliFps()),
    ESCALATED(device -> figures(device).escalated()),
    OUTBOX(device -> figures(device).outboxFrames()),
    LATENCY(Sort::slowestMicros),
    STATE(device -> device.state().ordinal()),
    ATTENTION(DeviceAttention::rank),
    VERSION(Sort::versionNumber);

    private final ToLongFunction<Device> figure;

    Sort(ToLongFunction<Device> figure) {
      this.figure = figure;
    }

    long of(Device device) {
      return figure.applyAsLong(device);
    }

    private static DeviceFigures figures(Device device) {
      Heartbeat beat = device.heartbeat();
      DeviceFigures figures = beat == null ? DeviceFigures.NONE : DeviceFigures.of(beat);
      return device.online() ? figures : figures.away();
    }

    private static long versionNumber(Device device) {
      return device.students().stream()
          .flatMap(student -> Stream.ofNullable(student.installed()))
          .findFirst()
          .map(VersionId::number)
          .orElse(0);
    }

    private static long slowestMicros(Device device) {
      Heartbeat beat = device.heartbeat();
      return beat == null
          ? 0
          : beat.cameras().stream()
              .mapToLong(camera -> Math.round(camera.latencyP95Ms() * 1000))
              .max()
              .orElse(0);
    }
  }

  boolean matches(Device device) {
    return (states.isEmpty() || states.contains(device.state()))
        && (text.isEmpty() || contains(device.agentId()) || contains(device.deviceClass()))
        && (version.isEmpty() || runs(device))
        && (deployment.isEmpty() || device.assignment().has(deployment))
        && selector.matches(device.tags())
        && (!attention || DeviceAttention.rank(device) > 0);
  }

  private boolean runs(Device device) {
    return device.students().stream()
        .anyMatch(student -> version.equals(String.valueOf(student.installed())));
  }

  private boolean contains(String where) {
    return where.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
