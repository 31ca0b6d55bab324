package io.vedette.cli.learn;

import io.vedette.detector.dataset.Dataset;
import io.vedette.federated.distill.LabelledShare;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whose labels count; a mixin of the commands that train. */
final class LabelledPart {

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

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  /** The share asked for, or what holds when none is. */
  double share(double otherwise) {
    if (share != null && !(share >= 0 && share <= 1)) {
      throw new ParameterException(
          command.commandLine(), "--labelled-share: " + share + " is not 0 to 1");
    }
    return share == null ? otherwise : share;
  }

  LabelledShare of(Dataset all, double wanted) {
    return LabelledShare.of(all, wanted, seed);
  }
}
