package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.architecture.Architecture;
import java.util.List;
import picocli.CommandLine.Option;

/** A network with fresh weights, by its architecture's name; a mixin of the commands that train. */
final class NewNetwork {

  @Range(least = 32)
  @Option(
      names = "--size",
      defaultValue = "320",
      paramLabel = "PIXELS",
      description = "Side of a new network's input, a multiple of 32 (default: ${DEFAULT-VALUE}).")
  private int size;

  int size() {
    return size;
  }

  /**
   * Builds it.
   *
   * @throws DetectorException when there is no such architecture or it cannot have that size
   */
  Graph of(String architecture, List<String> labels, long seed) throws DetectorException {
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
