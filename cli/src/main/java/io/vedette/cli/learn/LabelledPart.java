package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.federated.learn.LabelledFraction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many labels count; a mixin of the commands that train. */
final class LabelledPart {

  @Range(least = 0, most = 1)
  @Option(
      names = "--labelled-share",
      paramLabel = "SHARE",
      description = "Use only the labels of this share of the pictures, 0 to 1.")
  private @Nullable Double share;

  @Option(
      names = "--share-seed",
      defaultValue = "1",
      description = "Seed that chooses these pictures (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * @param otherwise the share if none is asked for
   */
  LabelledFraction fraction(double otherwise) {
    return new LabelledFraction(share == null ? otherwise : share, seed);
  }
}
