package io.vedette.cli;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.PictureSource;
import io.vedette.registry.gate.Gates;
import io.vedette.registry.manifest.GateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette compress}: smaller variants of a detector, each measured, the good ones kept. */
@Command(
    name = "compress",
    mixinStandardHelpOptions = true,
    description = "Make INT8 variants of a detector, measure them, and keep what is truly better.")
final class CompressCommand implements Callable<Integer> {

  /** How much of the values each rounded tensor's range holds: every share is tried. */
  private static final List<Double> SHARES = List.of(1.0, 0.99999, 0.9999);

  @ArgGroup(exclusive = false, multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ModelOptions model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description = "Labelled pictures that the variants are judged on.")
  private Path data;

  @Option(names = "--split", paramLabel = "NAME", description = "Their part; else all of them.")
  private @Nullable String split;

  @Option(
      names = "--calibration-split",
      paramLabel = "NAME",
      description = "The part that INT8 ranges are measured on; else the pictures judged on.")
  private @Nullable String calibrationSplit;

  @Option(
      names = "--calibration-pictures",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many of them, at most (default: ${DEFAULT-VALUE}).")
  private int calibrationPictures;

  @Option(
      names = "--int8-loss",
      paramLabel = "AP50",
      defaultValue = "0.02",
      description = "INT8 may lose so much, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double int8Loss;

  @Option(
      names = "--slower",
      paramLabel = "FACTOR",
      defaultValue = "1.0",
      description = "INT8 may take so many times fp32's time (default: ${DEFAULT-VALUE}).")
  private double slower;

  @Option(
      names = "--device-class",
      paramLabel = "C",
      description = "What to call this machine in the report; else its system and processors.")
  private @Nullable String deviceClass;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where models, report.md and report.json go.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    Dataset judged = Datasets.open(data, split);
    List<PictureSource> calibration = new ArrayList<>();
    Dataset watched = calibrationSplit == null ? judged : Datasets.open(data, calibrationSplit);
    for (Sample sample : watched.samples()) {
      calibration.add(sample::picture);
    }
    String where = model.model().toString();
    Graph given = Graph.read(model.model());
    DetectorSpec detector = SpecInference.infer(given, model.hints(), where);
    Graph graph = SpecInference.embed(given, detector);
    Graph fp32 = Exporter.fp32(graph);
    Cost cost = Cost.of(fp32, detector);
    Files.createDirectories(output);
    List<CompressReport.Row> rows = new ArrayList<>();
    CompressReport.Row reference =
        row("fp32", fp32, detector, judged, cost).judged(true, "the reference");
    rows.add(reference);
    for (double share : SHARES) {
      Exporter exporter = new Exporter(calibrationPictures, share, model.runtime().threads());
      String name = share == 1 ? "int8-minmax" : "int8-" + percent(share);
      Graph int8 = exporter.variants(graph, calibration).int8();
      rows.add(judged(row(name, int8, detector, judged, cost), reference));
    }
    CompressReport report = new CompressReport(where, data.toString(), deviceClass(), rows);
    report.onlyBestInt8().write(output);
    spec.commandLine().getOut().print(report.onlyBestInt8().markdown());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private CompressReport.Row row(
      String name, Graph graph, DetectorSpec detector, Dataset judged, Cost cost)
      throws DetectorException, IOException {
    Path file = output.resolve(name + ".onnx");
    graph.write(file);
    DetectorSpec whole =
        new DetectorSpec(
            detector.labels(),
            detector.input(),
            detector.head(),
            (float) Evaluation.SCORE_THRESHOLD,
            (float) Evaluation.NMS_IOU);
    try (Detector opened = OnnxDetector.open(graph.toBytes(), whole, model.runtime())) {
      ProgressLine progress =
          new ProgressLine(spec.commandLine().getErr(), name, judged.samples().size());
      EvaluationReport measured = Evaluation.of(opened, judged, progress::at);
      return CompressReport.Row.of(name, file, cost, measured, judged.digest());
    }
  }

  private CompressReport.Row judged(CompressReport.Row row, CompressReport.Row reference)
      throws DetectorException {
    String device = deviceClass();
    List<GateResult> results =
        Gates.judge(
            Gates.forInt8(int8Loss, slower), row.metrics(device), reference.metrics(device));
    String why =
        results.stream()
            .filter(r -> !r.passed() || Gates.passed(results))
            .map(GateResult::why)
            .collect(Collectors.joining("; "));
    return row.judged(Gates.passed(results), why);
  }

  private String deviceClass() {
    if (deviceClass != null) {
      return deviceClass;
    }
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-');
    String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
    return system + "-" + processor + "-" + Runtime.getRuntime().availableProcessors() + "cpu";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f", share * 100).replaceAll("0+$", "");
  }
}
