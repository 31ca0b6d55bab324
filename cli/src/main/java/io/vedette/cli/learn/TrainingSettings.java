package io.vedette.cli.learn;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.detector.DetectorException;
import io.vedette.federated.learn.TrainingData;
import io.vedette.federated.learn.TrainingSession;
import io.vedette.federated.train.PictureVariation;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.example.Augmentation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** On what and how long to train; a mixin of the commands that do. */
final class TrainingSettings {

  @Mixin private final DataOptions data = new DataOptions();

  @Range(least = 1)
  @Option(
      names = "--epochs",
      defaultValue = "30",
      description = "Passes over the data (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Range(least = 1)
  @Option(
      names = "--batch",
      defaultValue = "16",
      description = "Pictures per step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Mixin private final LearningSettings learning = new LearningSettings();

  @Range(least = 0, most = 1)
  @Option(
      names = "--mosaic",
      paramLabel = "P",
      description = "Share of pictures that are put together from four, 0 to 1.")
  private @Nullable Double mosaic;

  @Range(least = 0)
  @Option(
      names = "--close-mosaic",
      paramLabel = "N",
      description = "Train the last N epochs without mosaics (default: a fifth of all).")
  private @Nullable Integer closeMosaic;

  @Range(least = 0, most = 0.9)
  @Option(
      names = "--multi-scale",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Largest change of the input's size from batch to batch: 0.25 is 3/4 to 5/4.")
  private double multiScale;

  @Range(least = 0, most = 1)
  @Option(
      names = "--copy-paste",
      defaultValue = "0",
      paramLabel = "P",
      description = "Share of pictures that get objects of another, 0 to 1.")
  private double copyPaste;

  @Range(least = 0)
  @Option(
      names = "--variations",
      defaultValue = "0",
      paramLabel = "K",
      description =
          "Number of augmented forms of each picture, reused in every epoch, so that --memory"
              + " answers for the teacher from the second round on (default: new ones in every"
              + " epoch).")
  private int variations;

  @Option(names = "--any-way-up", description = "Also turn pictures by 90, 180 and 270 degrees.")
  private boolean anyWayUp;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of weights, order and augmentation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path output;

  @Option(
      names = "--resume",
      description = "Continue after the last finished epoch in --output, if there is one.")
  private boolean resume;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  /**
   * Opens what to train on and what to measure on.
   *
   * @param labelled whether the labels of what is trained on are needed
   * @param err where bad samples are listed
   */
  TrainingData data(boolean labelled, PrintWriter err) throws DetectorException {
    return data.open(labelled, err);
  }

  long seed() {
    return seed;
  }

  Path output() {
    return output;
  }

  /**
   * @param fresh whether the network knows nothing yet
   */
  TrainingOptions options(boolean fresh) {
    return fresh ? asAsked(TrainingOptions.fromScratch(epochs, batch, seed), true) : tuning(1e-3);
  }

  /**
   * For a network that knows something.
   *
   * @param rate of learning where none is asked for
   */
  TrainingOptions tuning(double rate) {
    return asAsked(TrainingOptions.fineTuning(epochs, batch, rate, seed), false);
  }

  private TrainingOptions asAsked(TrainingOptions usual, boolean fresh) {
    try {
      return learning.apply(usual, fresh).withVariation(variation(usual.variation()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private PictureVariation variation(PictureVariation usual) {
    Augmentation augmentation = usual.augmentation().withTurns(anyWayUp);
    if (mosaic != null) {
      augmentation = augmentation.withMosaic(mosaic);
    }
    augmentation =
        augmentation.withCopyPaste(copyPaste).withMultiScale(multiScale).withVariations(variations);
    return new PictureVariation(
        augmentation, closeMosaic == null ? usual.plainEpochs() : closeMosaic);
  }

  /**
   * Where the training leaves its work.
   *
   * @throws ParameterException when there is to be patience, and nothing to measure it on
   */
  TrainingSession session(TrainingData opened, Map<String, Object> more, StoppableTraining training)
      throws DetectorException {
    if (learning.patience() > 0 && opened.measured() == null) {
      throw new ParameterException(
          command.commandLine(), "--patience needs pictures to measure on: --val or --hold-out");
    }
    data.describe(output);
    Map<String, Object> config = new LinkedHashMap<>(more);
    config.putAll(data.described());
    return new TrainingSession(output, resume, config, training);
  }
}
