package io.vedette.cloud.fleet;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Remembers devices. */
public interface DeviceStore {

  /**
   * Stores some devices and removes others, all together or none.
   *
   * @param changed at most one of an id
   * @param removed ids; unknown ones are ignored
   * @return completes when it is durable, exceptionally when the disk fails. Writes become durable
   *     in the order of these calls.
   */
  CompletableFuture<Void> write(List<Device> changed, List<String> removed);

  /** In no order. */
  List<Device> all();
}
