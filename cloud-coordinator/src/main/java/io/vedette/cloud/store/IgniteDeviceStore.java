package io.vedette.cloud.store;

import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Devices on an Ignite node. */
public final class IgniteDeviceStore implements DeviceStore {

  private final IgniteRecords<Device> records;

  public IgniteDeviceStore(IgniteNode node) {
    records = new IgniteRecords<>(node.table("devices"), Device.class, Device::agentId);
  }

  @Override
  public CompletableFuture<Void> write(List<Device> changed, List<String> removed) {
    changed.forEach(records::put);
    removed.forEach(records::remove);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public List<Device> all() {
    return records.all();
  }
}
