package io.vedette.cli.evaluate;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.OutputPath;
import io.vedette.cli.option.CalibrationPictures;
import io.vedette.cli.option.DataForm;
import io.vedette.cli.option.ModelOptions;
import io.vedette.cli.option.NamedModels;
import io.vedette.cli.option.TileOptions;
import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationJson;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.head.Hints;
import io.vedette.federated.compress.quantize.PictureSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette evaluate}: COCO's figures of a detector, or of detections in a file. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measure a detector on labelled pictures, as COCO does: AP, AR and latency; or two against"
            + " each other.")
public final class EvaluateCommand implements Callable<Integer> {

  /** Where single detections of two detectors are compared, as they are shown by default. */
  private static final double WORKING_SCORE = 0.25;

  private static final int MOST_FRAMES = 500;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private What what;

  @OutputPath(OutputPath.Kind.FILE)
  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
  private @Nullable Path json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** One of the two forms. */
  static final class What {
    @ArgGroup(exclusive = false, multiplicity = "1", heading = "A detector on a dataset:%n")
    private @Nullable OnDataset onDataset;

    @ArgGroup(exclusive = false, multiplicity = "1", heading = "Detections in a file:%n")
    private @Nullable OfFiles ofFiles;
  }

  /** A detector answers the pictures of a dataset. */
  static final class OnDataset {
    @ArgGroup(exclusive = false, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ModelOptions model;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Pictures pictures;

    @ArgGroup(exclusive = false)
    private TileOptions tiles = new TileOptions();

    @Option(
        names = "--against",
        paramLabel = "B",
        description =
            "Another detector to compare with on the same pictures, in turns; prints the"
                + " difference with its interval.")
    private @Nullable Path against;
  }

  /** With labels or without. */
  static final class Pictures {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Labelled labelled;

    @Option(
        names = "--frames",
        paramLabel = "PATH",
        description =
            "Pictures, folders or videos without labels, for --against alone; repeatable.")
    private List<Path> frames = new ArrayList<>();
  }

  /** A dataset or a part of it. */
  static final class Labelled extends DataForm {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "D",
        description = "A dataset in COCO, YOLO, Pascal VOC or another known form.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path data;

    @Option(
        names = "--split",
        paramLabel = "NAME",
        description = "Part of the dataset: train, val, test, … (default: all).")
    private @Nullable String split;

    Dataset open() throws DetectorException {
      return find(data).labelled(split);
    }
  }

  /** Two files in COCO's forms. */
  static final class OfFiles {
    @InputPath
    @Option(
        names = "--ground-truth",
        required = true,
        paramLabel = "GT.json",
        description = "COCO annotations.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path groundTruth;

    @InputPath
    @Option(
        names = "--detections",
        required = true,
        paramLabel = "DT.json",
        description = "COCO results: image_id, category_id, bbox, score.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path detections;
  }

  @Override
  public Integer call() throws DetectorException, IOException {
    OnDataset two = what.onDataset;
    if (two != null && two.against != null) {
      return compare(two, two.against);
    }
    EvaluationReport report = measure();
    PrintWriter out = spec.commandLine().getOut();
    out.print(EvaluationText.of(report));
    out.flush();
    if (!report.unseen().isEmpty()) {
      String labels = String.join(", ", report.unseen());
      spec.commandLine()
          .getErr()
          .println("the detector has no label for " + labels + ": their objects count as missed");
    }
    if (json != null) {
      EvaluationJson.write(report, json);
    }
    return 0;
  }

  private EvaluationReport measure() throws DetectorException {
    OnDataset on = what.onDataset;
    if (on != null) {
      return measure(on);
    }
    OfFiles of = what.ofFiles;
    if (of != null) {
      return Evaluation.ofFiles(of.groundTruth, of.detections);
    }
    throw new IllegalStateException("one of the two forms is given");
  }

  private EvaluationReport measure(OnDataset on) throws DetectorException {
    Labelled labelled = on.pictures.labelled;
    if (labelled == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--frames have no labels to measure by; compare two with --against B");
    }
    Dataset dataset = labelled.open();
    try (Detector detector = open(on.model.model(), on, Evaluation.SCORE_THRESHOLD)) {
      ProgressLine progress =
          new ProgressLine(spec.commandLine().getErr(), "evaluating", dataset.samples().size());
      return Evaluation.of(detector, dataset, progress::at);
    }
  }

  private static Detector open(Path file, OnDataset on, double threshold) throws DetectorException {
    Hints hints = on.tiles.over(on.model.hints().withScoreThreshold(threshold));
    return NamedModels.open(
        file,
        hints.nmsIou().isEmpty() ? hints.withNmsIou(Evaluation.NMS_IOU) : hints,
        on.model.runtime());
  }

  private int compare(OnDataset on, Path other) throws DetectorException, IOException {
    Labelled labelled = on.pictures.labelled;
    double low = Evaluation.SCORE_THRESHOLD;
    try (Detector a = open(on.model.model(), on, low);
        Detector b = open(other, on, low)) {
      DetectorComparison pair = new DetectorComparison(a, b, WORKING_SCORE);
      PrintWriter err = spec.commandLine().getErr();
      DetectorComparison.Result result;
      if (labelled == null) {
        List<PictureSource> frames =
            CalibrationPictures.of(on.pictures.frames, MOST_FRAMES).pictures();
        result = pair.on(frames, new ProgressLine(err, "comparing", frames.size())::at);
      } else {
        Dataset dataset = labelled.open();
        int count = dataset.samples().size();
        result = pair.on(dataset, new ProgressLine(err, "comparing", count)::at);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.printf("A %s%nB %s%n%s", on.model.model(), other, result.text());
      out.flush();
      if (json != null) {
        Files.writeString(json, result.json().toPrettyString());
      }
      return 0;
    }
  }
}
