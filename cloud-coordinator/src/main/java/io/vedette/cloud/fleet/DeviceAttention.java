package io.vedette.cloud.fleet;

import io.vedette.cloud.fleet.Device.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Why a device requires a person's attention. */
public final class DeviceAttention {

  private static final Set<String> TROUBLE = Set.of("failed", "stalled", "frozen");

  /** More reasons than this are counted. */
  private static final int NAMED = 4;

  private DeviceAttention() {}

  /** 0: it requires none; 1: it does; 2: it is away. */
  static int rank(Device device) {
    Heartbeat beat = device.heartbeat();
    return switch (device.state()) {
      case REVOKED -> 0;
      case AWAY -> 2;
      case ONLINE ->
          beat != null
                  && (beat.escalation().evicted() > 0
                      || beat.cameras().stream().anyMatch(one -> TROUBLE.contains(one.state())))
              ? 1
              : 0;
    };
  }

  /** One line for people; empty when it requires none. */
  public static String of(Device device) {
    if (device.state() == State.REVOKED) {
      return "";
    }
    List<String> reasons = new ArrayList<>();
    if (device.state() == State.AWAY) {
      reasons.add("away");
    }
    Heartbeat beat = device.heartbeat();
    if (beat != null) {
      for (Heartbeat.CameraStatus camera : beat.cameras()) {
        if (TROUBLE.contains(camera.state())) {
          String why = camera.error().isEmpty() ? "" : ": " + camera.error();
          reasons.add(camera.cameraId() + " " + camera.state() + why);
        }
      }
      for (StudentStatus student : beat.students()) {
        ReportedEscalation escalation = student.escalation();
        if (escalation != null && !escalation.refused().isEmpty()) {
          reasons.add(
              "does not escalate as " + student.deployment() + " says: " + escalation.refused());
        }
      }
      long evicted = beat.escalation().evicted();
      if (evicted > 0) {
        reasons.add(
            evicted
                + (evicted == 1 ? " escalation" : " escalations")
                + " removed from a full outbox");
      }
    }
    int more = reasons.size() - NAMED;
    return more <= 0
        ? String.join("; ", reasons)
        : String.join("; ", reasons.subList(0, NAMED)) + "; and " + more + " more";
  }
}
