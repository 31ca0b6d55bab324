package io.vedette.cli.compress;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.federated.compress.job.TrainingPictures;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The recipe that {@code vedette compress} follows, and what its steps learn from; a mixin. */
final class RecipeOptions {

  @InputPath
  @Option(
      names = "--recipe",
      paramLabel = "R.yaml",
      description = "Recipe to follow; finished steps are kept in --output and not done again.")
  private @Nullable Path recipe;

  @Option(
      names = "--train-data",
      paramLabel = "D",
      description = "Labelled pictures that steps train on, other than those of --data.")
  private @Nullable Path data;

  @Option(
      names = "--train-split",
      paramLabel = "NAME",
      description = "Part of --train-data (default: train).")
  private @Nullable String split;

  @Range(least = 2)
  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description =
          "Choose the best epoch on every Nth picture of --train-data, and do not train on it.")
  private int holdOut;

  @Range(least = 0, most = 1)
  @Option(
      names = "--keep",
      paramLabel = "SHARE",
      defaultValue = "0.97",
      description =
          "Share of the original's AP50 that a variant must keep, 0 to 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private double keep;

  @Nullable Path recipe() {
    return recipe;
  }

  /**
   * @param form of the data; null: recognised by its content
   */
  TrainingPictures training(@Nullable String form) {
    return new TrainingPictures(data, form, split, holdOut);
  }

  double keep() {
    return keep;
  }
}
