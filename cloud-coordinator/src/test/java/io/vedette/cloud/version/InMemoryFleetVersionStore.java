package io.vedette.cloud.version;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Fleet's versions that last as long as the process. */
public final class InMemoryFleetVersionStore implements FleetVersionStore {

  private final Map<String, FleetVersion> rows = new ConcurrentHashMap<>();

  @Override
  public Optional<FleetVersion> find(String modelName) {
    return Optional.ofNullable(rows.get(modelName));
  }

  @Override
  public void put(FleetVersion row) {
    rows.put(row.modelName(), row);
  }
}
