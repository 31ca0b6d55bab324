package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.Workload;

/** What a graph takes, of which cutting leaves a share: adding one means one file. */
public sealed interface GraphExpense permits OperationCount, ForecastTime {

  /** For people: "operations", "forecast time". */
  String noun();

  /**
   * All of it, in a unit of its own.
   *
   * @throws DetectorException when it is not known for a convolution
   */
  double of(Workload workload) throws DetectorException;
}
