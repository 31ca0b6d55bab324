package io.vedette.cloud.store;

import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceStore;
import java.util.List;

/** Devices on an Ignite node. */
public final class IgniteDeviceStore implements DeviceStore {

  private final IgniteRecords<Device> records;

  public IgniteDeviceStore(IgniteNode node) {
    records = new IgniteRecords<>(node.table("devices"), Device.class, Device::agentId);
  }

  @Override
  public void put(Device device) {
    records.put(device);
  }

  @Override
  public List<Device> all() {
    return records.all();
  }
}
