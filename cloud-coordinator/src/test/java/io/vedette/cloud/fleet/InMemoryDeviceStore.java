package io.vedette.cloud.fleet;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Devices that last as long as the process. */
public final class InMemoryDeviceStore implements DeviceStore {

  private final Map<String, Device> byId = new ConcurrentHashMap<>();

  @Override
  public CompletableFuture<Void> write(List<Device> changed, List<String> removed) {
    changed.forEach(device -> byId.put(device.agentId(), device));
    removed.forEach(byId::remove);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public List<Device> all() {
    return List.copyOf(byId.values());
  }
}
