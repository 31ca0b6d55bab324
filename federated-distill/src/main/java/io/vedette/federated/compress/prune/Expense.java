package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.Workload;

/** What a graph takes, of which cutting leaves a share: adding one means one file. */
public sealed interface Expense permits Operations, ForecastTime, WeighedTime {

  /** For people: "operations", "forecast time". */
  String noun();

  /**
   * All of it, in a unit of its own.
   *
   * @throws DetectorException when it is not known for a convolution
   */
  double of(Workload workload) throws DetectorException;

  /**
   * How much of it goes with an operation that is cut from one family, beside the graph's average
   * operation: 1 for as much. Importance is divided by it, so that of two channels that matter
   * alike the dearer goes first; where all have one price, they are ranked by importance alone.
   *
   * @param whole the graph as it is
   * @param thinner the same without some channels of the family
   * @return above 0
   * @throws DetectorException when it is not known for a convolution
   */
  default double price(Workload whole, Workload thinner) throws DetectorException {
    return 1;
  }
}
