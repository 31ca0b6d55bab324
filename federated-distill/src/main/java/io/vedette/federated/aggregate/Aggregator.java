package io.vedette.federated.aggregate;

import io.vedette.federated.Update;
import io.vedette.federated.Weights;

/**
 * Makes one model of many updates, which it sees one at a time and does not keep. Not safe for use
 * by several threads.
 */
public interface Aggregator {

  /**
   * Takes an update in. A rejected update leaves the aggregate as it was.
   *
   * @throws RejectedUpdateException when the update does not fit the base
   */
  void add(Update update) throws RejectedUpdateException;

  /** How many updates were taken in. */
  int count();

  /**
   * The aggregate so far.
   *
   * @throws IllegalStateException before the first update
   */
  Weights result();
}
