package io.vedette.federated.compress;

import io.vedette.detector.DetectorException;

/** How fast a device is. */
@FunctionalInterface
public interface Speed {

  /**
   * An estimate of all convolutions together for one picture, milliseconds: good for holding graphs
   * against each other, as what else they do is not in it.
   *
   * @throws DetectorException when there is a kind of convolution whose speed is not known; the
   *     message says what to do
   */
  double milliseconds(Workload workload) throws DetectorException;
}
