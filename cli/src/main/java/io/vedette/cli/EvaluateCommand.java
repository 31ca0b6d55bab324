package io.vedette.cli;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationJson;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette evaluate}: COCO's figures of a detector, or of detections in a file. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measure a detector on labelled pictures, as COCO does: AP, AR and latency.")
final class EvaluateCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private What what;

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

    @Option(
        names = "--data",
        required = true,
        paramLabel = "D",
        description = "A dataset in COCO, YOLO, Pascal VOC or DeepPCB form.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path data;

    @Option(
        names = "--split",
        paramLabel = "NAME",
        description = "Its part: train, val, test, …; else all of it.")
    private @Nullable String split;
  }

  /** Two files in COCO's forms. */
  static final class OfFiles {
    @Option(
        names = "--ground-truth",
        required = true,
        paramLabel = "GT.json",
        description = "COCO annotations.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path groundTruth;

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
    Dataset dataset = Datasets.open(on.data, on.split);
    Hints hints = on.model.hints().withScoreThreshold(Evaluation.SCORE_THRESHOLD);
    if (hints.nmsIou().isEmpty()) {
      hints = hints.withNmsIou(Evaluation.NMS_IOU);
    }
    try (Detector detector = OnnxDetector.open(on.model.model(), hints, on.model.runtime())) {
      ProgressLine progress =
          new ProgressLine(spec.commandLine().getErr(), "evaluating", dataset.samples().size());
      return Evaluation.of(detector, dataset, progress::at);
    }
  }
}
