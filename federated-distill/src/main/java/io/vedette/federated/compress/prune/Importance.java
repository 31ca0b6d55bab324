package io.vedette.federated.compress.prune;

import io.vedette.detector.graph.Graph;
import java.util.List;

/** How much a unit matters: what matters least is cut first. */
interface Importance {

  /** One number for each unit, 0 or more; comparable within a family. */
  double[] of(List<Unit> units, Graph graph);
}
