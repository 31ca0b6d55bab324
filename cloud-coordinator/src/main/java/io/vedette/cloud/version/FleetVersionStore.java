package io.vedette.cloud.version;

import java.util.Optional;

/** Remembers the fleet's version of each model. */
public interface FleetVersionStore {

  /** Empty before the first {@link #put} of the model. */
  Optional<FleetVersion> find(String modelName);

  /** Stores a row in place of an earlier one; it is durable when this returns. */
  void put(FleetVersion row);
}
