package io.vedette.cloud.fleet;

import java.util.List;

/** Remembers devices. What was put is durable. */
public interface DeviceStore {

  void put(Device device);

  /** In no order. */
  List<Device> all();
}
