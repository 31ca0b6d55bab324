package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;

/**
 * How detectors of one family of {@link io.vedette.detector.head.Heads} are trained, as others
 * export them. Stateless; a new family is one file and one line.
 */
interface TrainableFamily {

  /** Whether this is the family of that name. */
  boolean trains(String family);

  /**
   * Finds what can be learned from.
   *
   * @throws DetectorException when the graph has another form, naming the tensor
   */
  TrainableHead in(Graph graph, DetectorSpec spec) throws DetectorException;
}
