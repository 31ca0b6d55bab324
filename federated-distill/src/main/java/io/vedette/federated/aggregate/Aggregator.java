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

  /** With fewer updates there is no aggregate. */
  default int fewest() {
    return 1;
  }

  /**
   * The aggregate so far.
   *
   * @throws IllegalStateException with fewer updates than {@link #fewest}
   */
  Weights result();
}
