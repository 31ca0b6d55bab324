package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.detector.dataset.Dataset;
import io.vedette.federated.distill.LabelledShare;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose labels count; a mixin of the commands that train. */
final class LabelledPart {

  @Range(least = 0, most = 1)
  @Option(
      names = "--labelled-share",
      paramLabel = "SHARE",
      description = "Only the labels of this share of the pictures count, 0 to 1.")
  private @Nullable Double share;

  @Option(
      names = "--share-seed",
      defaultValue = "1",
      description = "Of which pictures these are (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** The share asked for, or what holds when none is. */
  double share(double otherwise) {
    return share == null ? otherwise : share;
  }

  LabelledShare of(Dataset all, double wanted) {
    return LabelledShare.of(all, wanted, seed);
  }
}
