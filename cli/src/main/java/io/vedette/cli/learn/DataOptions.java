package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.cli.option.DataForm;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetSource;
import io.vedette.detector.dataset.UsualSplits;
import io.vedette.federated.learn.TrainingData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which pictures to train on and to measure on; a mixin of the commands that train. */
final class DataOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "Labelled pictures, in COCO, YOLO, Pascal VOC or another known form; repeatable.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "Part of --data to train on, or all (default: train, measured on val; without val,"
              + " measured on every tenth picture, which is not trained on; test is never used).")
  private @Nullable String split;

  @Option(
      names = "--val",
      paramLabel = "D",
      description = "Pictures to measure every epoch on, never trained on; repeatable.")
  private List<Path> validation = new ArrayList<>();

  @Option(
      names = "--val-split",
      paramLabel = "NAME",
      description = "Part of --val, or else of --data, to measure on.")
  private @Nullable String validationSplit;

  @Range(least = 0)
  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description =
          "Measure on every Nth picture of --data, and do not train on it; 0: measure on none.")
  private @Nullable Integer holdOut;

  @Mixin private final DataForm form = new DataForm();
  @Mixin private final BadSamples badSamples = new BadSamples();

  /**
   * Opens them, and says which they are.
   *
   * @param labelled whether the labels of what is trained on are needed
   * @param err where that and bad samples are printed
   */
  TrainingData open(boolean labelled, PrintWriter err) throws DetectorException {
    TrainingData opened = opened(labelled, err);
    Dataset measured = opened.measured();
    err.println(
        "training on "
            + text(opened.trained())
            + ", measuring on "
            + (measured == null ? "none" : text(measured)));
    err.flush();
    return opened;
  }

  private TrainingData opened(boolean labelled, PrintWriter err) throws DetectorException {
    List<DatasetSource> sources = sources(data);
    if (!validation.isEmpty()) {
      Dataset trained = trained(sources, labelled, err);
      return new TrainingData(trained, measured(sources(validation), validationSplit, err));
    }
    if (validationSplit != null) {
      Dataset trained = trained(sources, labelled, err);
      return new TrainingData(trained, measured(sources, validationSplit, err));
    }
    if (holdOut != null) {
      Dataset all = trained(sources, labelled, err);
      return holdOut > 1 ? TrainingData.holdOut(all, holdOut) : new TrainingData(all, null);
    }
    return split != null
        ? new TrainingData(trained(sources, labelled, err), null)
        : usual(sources, labelled, err);
  }

  private List<DatasetSource> sources(List<Path> paths) throws DetectorException {
    List<DatasetSource> sources = new ArrayList<>();
    for (Path path : paths) {
      sources.add(form.find(path));
    }
    return sources;
  }

  private Dataset trained(List<DatasetSource> sources, boolean labelled, PrintWriter err)
      throws DetectorException {
    return TrainingData.join(
        sources,
        source ->
            badSamples.open(
                source, split == null ? UsualSplits.of(source).trained() : split, labelled, err));
  }

  /** The part that is asked for, else that which is usual, else all. */
  private Dataset measured(List<DatasetSource> sources, @Nullable String part, PrintWriter err)
      throws DetectorException {
    return TrainingData.join(
        sources,
        source ->
            badSamples.open(source, part == null ? UsualSplits.measured(source) : part, true, err));
  }

  private TrainingData usual(List<DatasetSource> sources, boolean labelled, PrintWriter err)
      throws DetectorException {
    List<Dataset> trained = new ArrayList<>();
    List<Dataset> measured = new ArrayList<>();
    for (DatasetSource source : sources) {
      UsualSplits usual = UsualSplits.of(source);
      Dataset all = badSamples.open(source, usual.trained(), labelled, err);
      TrainingData parts =
          usual.measured() == null
              ? TrainingData.holdOutTenth(all)
              : new TrainingData(all, badSamples.open(source, usual.measured(), false, err));
      trained.add(parts.trained());
      // without a label nothing can be measured: a teacher's pictures may have none
      if (parts.measured() != null && parts.measured().objects() > 0) {
        measured.add(parts.measured());
      }
    }
    return new TrainingData(
        TrainingData.joined(trained), measured.isEmpty() ? null : TrainingData.joined(measured));
  }

  private static String text(Dataset dataset) {
    return dataset.samples().size() + " pictures of " + dataset.name();
  }

  /** What a run's config says of them. */
  Map<String, Object> described() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("data", data.stream().map(Path::toString).toList());
    config.put("split", String.valueOf(split));
    config.put("validation", validation.stream().map(Path::toString).toList());
    config.put("validation split", String.valueOf(validationSplit));
    config.put("hold-out", holdOut == null ? 0 : holdOut);
    return config;
  }

  /** Leaves beside the model what it has not seen. */
  void describe(Path folder) throws DetectorException {
    badSamples.describe(folder);
  }
}
