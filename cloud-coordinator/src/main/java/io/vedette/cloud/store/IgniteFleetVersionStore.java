package io.vedette.cloud.store;

import io.vedette.cloud.version.FleetVersion;
import io.vedette.cloud.version.FleetVersionStore;
import java.util.Optional;

/** The fleet's version of each model on an Ignite node. */
public final class IgniteFleetVersionStore implements FleetVersionStore {

  private final IgniteRecords<FleetVersion> records;

  public IgniteFleetVersionStore(IgniteNode node) {
    this.records =
        new IgniteRecords<>(
            node.table("fleet-versions"), FleetVersion.class, FleetVersion::modelName);
  }

  @Override
  public Optional<FleetVersion> find(String modelName) {
    return records.find(modelName);
  }

  @Override
  public void put(FleetVersion row) {
    records.put(row);
  }
}
