package io.vedette.cloud.fleet;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Devices that last as long as the process. */
public final class InMemoryDeviceStore implements DeviceStore {

  private final Map<String, Device> byId = new ConcurrentHashMap<>();

  @Override
  public void put(Device device) {
    byId.put(device.agentId(), device);
  }

  @Override
  public List<Device> all() {
    return List.copyOf(byId.values());
  }
}
