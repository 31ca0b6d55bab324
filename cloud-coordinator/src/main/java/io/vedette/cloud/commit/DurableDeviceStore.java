package io.vedette.cloud.commit;

import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceStore;
import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Devices on an Ignite node, written by a commit lane. */
public final class DurableDeviceStore implements DeviceStore {

  private final IgniteRecords<Device> records;
  private final CommitLane lane;

  public DurableDeviceStore(IgniteNode node, CommitLane lane) {
    this.records = new IgniteRecords<>(node.table("devices"), Device.class, Device::agentId);
    this.lane = lane;
  }

  @Override
  public CompletableFuture<Void> write(List<Device> changed, List<String> removed) {
    List<Change> changes = new ArrayList<>();
    changed.forEach(device -> changes.add(records.change(device)));
    removed.forEach(id -> changes.add(records.removal(id)));
    return lane.submit(Priority.STATE, changes);
  }

  @Override
  public List<Device> all() {
    return records.all();
  }
}
