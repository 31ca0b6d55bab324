package io.vedette.cli;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.architecture.Architecture;
import java.util.List;

/** A network with fresh weights, asked for by its architecture's name. */
final class NewNetwork {

  private NewNetwork() {}

  /**
   * @param size side of its input, pixels
   * @throws DetectorException when there is no such architecture or it cannot have that size
   */
  static Graph of(String architecture, List<String> labels, int size, long seed)
      throws DetectorException {
    Architecture known =
        Architecture.named(architecture)
            .orElseThrow(
                () ->
                    new DetectorException(
                        "--architecture "
                            + architecture
                            + " is not known; use one of "
                            + Architecture.names()));
    try {
      return known.build(labels, size, seed);
    } catch (IllegalArgumentException e) {
      throw new DetectorException("--size: " + e.getMessage(), e);
    }
  }
}
