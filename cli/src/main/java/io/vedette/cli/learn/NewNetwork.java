package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.federated.learn.NetworkStart;
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

  NetworkStart of(String architecture, long seed) {
    return new NetworkStart.OfArchitecture(architecture, size, seed);
  }
}
