package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.util.List;

/** How much a unit matters: what matters least is cut first. */
interface Importance {

  /**
   * One number for each unit, 0 or more; comparable within a family.
   *
   * @throws DetectorException when it needs pictures, and there are none or one is unreadable
   */
  double[] of(List<PruningUnit> units, Graph graph, ImportanceData evidence)
      throws DetectorException;
}
