package io.vedette.cli;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.OptimizerKind;
import io.vedette.federated.train.RunFolder;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.report.RunReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** On what and how long to train; a mixin of the commands that do. */
final class TrainingSettings {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description = "Labelled pictures in COCO, YOLO, Pascal VOC or DeepPCB form; repeatable.")
  private List<Path> data = new ArrayList<>();

  @Option(names = "--split", paramLabel = "NAME", description = "Their part, such as train.")
  private @Nullable String split;

  @Option(
      names = "--val",
      paramLabel = "D",
      description = "Pictures to measure every epoch on, never trained on; repeatable.")
  private List<Path> validation = new ArrayList<>();

  @Option(names = "--val-split", paramLabel = "NAME", description = "Their part, such as val.")
  private @Nullable String validationSplit;

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description = "Measure on every Nth picture of --data, and do not train on it.")
  private int holdOut;

  @Option(
      names = "--epochs",
      defaultValue = "30",
      description = "Passes over the data (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      defaultValue = "16",
      description = "Pictures per step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--lr", paramLabel = "RATE", description = "Peak of the learning rate.")
  private @Nullable Double learningRate;

  @Option(
      names = "--optimizer",
      defaultValue = "adamw",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OptimizerKind optimizer = OptimizerKind.ADAMW;

  @Option(
      names = "--mosaic",
      paramLabel = "P",
      description = "How many pictures are put together from four, 0 to 1.")
  private @Nullable Double mosaic;

  @Option(
      names = "--any-way-up",
      description = "Quarter turns are as good as upright: boards, leaves, land from above.")
  private boolean anyWayUp;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of weights, order and variation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path output;

  @Option(
      names = "--resume",
      description = "Go on from the last finished epoch in --output, if there is one.")
  private boolean resume;

  @Mixin private final BadSamples badSamples = new BadSamples();

  /**
   * Opens what to train on and what to measure on.
   *
   * @param err where bad samples are listed
   */
  TrainingData data(PrintWriter err) throws DetectorException {
    Dataset all = TrainingData.join(data, path -> badSamples.open(path, split, err));
    if (holdOut > 1) {
      return TrainingData.holdOut(all, holdOut);
    }
    return new TrainingData(
        all,
        validation.isEmpty()
            ? null
            : TrainingData.join(validation, path -> badSamples.open(path, validationSplit, err)));
  }

  long seed() {
    return seed;
  }

  Path output() {
    return output;
  }

  TrainingOptions options(boolean fresh) {
    TrainingOptions options =
        fresh
            ? TrainingOptions.fromScratch(epochs, batch, seed)
            : TrainingOptions.fineTuning(epochs, batch, 1e-3, seed);
    Augmentation augmentation = options.augmentation().withTurns(anyWayUp);
    if (mosaic != null) {
      augmentation = augmentation.withMosaic(mosaic);
    }
    if (learningRate != null) {
      options = options.withLearningRate(learningRate);
    }
    return options.withAugmentation(augmentation).withOptimizer(optimizer);
  }

  /** A trainer that leaves its work in the output folder. */
  DetectorTrainer trainer(
      TrainingOptions options, @Nullable Dataset measured, Map<String, Object> origin)
      throws DetectorException {
    RunFolder folder = RunFolder.at(output);
    Map<String, Object> config = new LinkedHashMap<>(origin);
    config.put("data", data.stream().map(Path::toString).toList());
    config.put("validation", validation.stream().map(Path::toString).toList());
    config.put("hold-out", holdOut);
    config.put("options", options);
    folder.describe(config);
    badSamples.describe(output);
    DetectorTrainer trainer =
        new DetectorTrainer(options).into(folder, resume).followedBy(RunReport.in(output));
    return measured == null ? trainer : trainer.validateOn(measured);
  }
}
