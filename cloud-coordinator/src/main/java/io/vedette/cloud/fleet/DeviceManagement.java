package io.vedette.cloud.fleet;

import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people see of a device and do to it. Every method may be called on any thread but the
 * control loop's.
 */
public final class DeviceManagement {

  private static final Duration STORED_WITHIN = Duration.ofSeconds(30);

  private final ControlLoop loop;
  private final Fleet fleet;
  private final SnapshotSubscriptions snapshots;
  private final ActiveTime time;
  private final Consumer<String> forgotten;
  private final Consumer<String> moved;

  /**
   * @param forgotten told of a device that was forgotten
   * @param moved told of a device whose cameras may belong to other deployments now
   */
  public DeviceManagement(
      ControlLoop loop,
      Fleet fleet,
      SnapshotSubscriptions snapshots,
      ActiveTime time,
      Consumer<String> forgotten,
      Consumer<String> moved) {
    this.loop = loop;
    this.fleet = fleet;
    this.snapshots = snapshots;
    this.time = time;
    this.forgotten = forgotten;
    this.moved = moved;
  }

  /**
   * A page of a list of devices.
   *
   * @param after where the page before ended; null: the first page
   */
  public DevicePage list(DeviceQuery query, DevicePage.@Nullable Place after, int limit) {
    return fleet.page(query, after, limit);
  }

  /**
   * @throws IllegalArgumentException when there is no such device
   */
  public Device find(String agentId) {
    return fleet
        .find(agentId)
        .orElseThrow(() -> new IllegalArgumentException(agentId + ": no such device"));
  }

  /** Whether a device has an open session. */
  public boolean connected(String agentId) {
    return fleet.connected(agentId);
  }

  /** The newest frame of each camera of a device; asking makes it send them for a while. */
  public List<CameraSnapshot> snapshots(String agentId) throws Exception {
    return loop.ask(
        () -> {
          snapshots.ask(agentId, time.now().wallMs());
          return fleet.sightings().snapshots(agentId);
        });
  }

  /** The newest events of a device, the newest first. */
  public List<DeviceEvent> events(String agentId) {
    return fleet.sightings().events(agentId);
  }

  /**
   * Refuses a device for good; that is durable when this returns.
   *
   * @throws IllegalArgumentException when there is no such device
   */
  public Device revoke(String agentId) throws Exception {
    return durable(agentId, fleet.revoke(agentId));
  }

  /**
   * Removes a device and its row; that is durable when this returns. Frames, verdicts, updates,
   * rounds and rollouts that it had a part in stay.
   *
   * @param force even while it is connected
   * @throws IllegalArgumentException when there is no such device
   * @throws IllegalStateException when it is connected
   */
  public Device forget(String agentId, boolean force) throws Exception {
    Device gone = durable(agentId, fleet.forget(agentId, force));
    // A rollout that waits for it waits no longer.
    forgotten.accept(agentId);
    return gone;
  }

  /**
   * Changes the tags that operators gave a device, or one of its cameras; that is durable when this
   * returns.
   *
   * @param cameraId empty: the device's own
   * @throws IllegalArgumentException when there is no such device
   * @throws IllegalStateException when the change is not possible
   */
  public Device tag(String agentId, String cameraId, TagChange change) throws Exception {
    Device tagged = durable(agentId, fleet.tag(agentId, cameraId, change));
    moved.accept(agentId);
    return tagged;
  }

  private Device durable(String agentId, Optional<CompletableFuture<Device>> change)
      throws Exception {
    CompletableFuture<Device> written =
        change.orElseThrow(() -> new IllegalArgumentException(agentId + ": no such device"));
    loop.changes().changed();
    try {
      return written.get(STORED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(agentId + ": the change could not be stored: " + e, e);
    }
  }
}
