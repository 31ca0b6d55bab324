package io.vedette.cloud.fleet;

import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;
import java.util.List;

/**
 * What people see of a device and do to it. Every method may be called on any thread but the
 * control loop's.
 */
public final class DeviceManagement {

  private final ControlLoop loop;
  private final Fleet fleet;
  private final SnapshotSubscriptions snapshots;
  private final ActiveTime time;

  public DeviceManagement(
      ControlLoop loop, Fleet fleet, SnapshotSubscriptions snapshots, ActiveTime time) {
    this.loop = loop;
    this.fleet = fleet;
    this.snapshots = snapshots;
    this.time = time;
  }

  /** The newest frame of each camera of a device; asking makes it send them for a while. */
  public List<CameraSnapshot> snapshots(String agentId) throws Exception {
    return loop.ask(
        () -> {
          snapshots.ask(agentId, time.now().wallMs());
          return fleet.snapshots(agentId);
        });
  }

  /** The newest events of a device, the newest first. */
  public List<DeviceEvent> events(String agentId) throws Exception {
    return loop.ask(() -> fleet.events(agentId));
  }

  /**
   * Refuses a device for good.
   *
   * @throws IllegalArgumentException when there is no such device
   */
  public Device revoke(String agentId) throws Exception {
    return loop.askToChange(
        () ->
            fleet
                .revoke(agentId)
                .orElseThrow(() -> new IllegalArgumentException(agentId + ": no such device")));
  }
}
