package io.vedette.cli.compress;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.evaluate.Latency;
import io.vedette.detector.evaluate.PairedTiming;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.RunsPerPicture;
import io.vedette.registry.gate.Gates;
import io.vedette.registry.gate.KeptAccuracyGate;
import io.vedette.registry.gate.PairedLatencyGate;
import io.vedette.registry.manifest.GateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Measures variants of one detector on one dataset and holds them against the float model. */
public final class VariantJudge implements AutoCloseable {

  private final Dataset judged;
  private final String digest;
  private final Path folder;
  private final Limits limits;
  private final ProgressFactory progress;
  private final Detector reference;
  private final CompressReport.Row referenceRow;

  /**
   * What a variant must keep to.
   *
   * @param accuracy what it must find of what the float model finds
   * @param slower how many times the float model's time it may take
   * @param deviceClass where it is timed
   * @param runtime how it is run
   */
  public record Limits(
      KeptAccuracyGate accuracy, double slower, String deviceClass, RuntimeOptions runtime) {}

  /** Measures the float model, which is called fp32. */
  public VariantJudge(
      Graph fp32,
      DetectorSpec detector,
      Dataset judged,
      Path folder,
      Limits limits,
      ProgressFactory progress)
      throws DetectorException, IOException {
    this("fp32", fp32, detector, judged, folder, limits, progress);
  }

  /**
   * Measures the float model.
   *
   * @param name of its row
   * @param folder where variants are written, {@code NAME.onnx}
   */
  public VariantJudge(
      String name,
      Graph fp32,
      DetectorSpec detector,
      Dataset judged,
      Path folder,
      Limits limits,
      ProgressFactory progress)
      throws DetectorException, IOException {
    this.judged = judged;
    this.digest = judged.digest();
    this.folder = folder;
    this.limits = limits;
    this.progress = progress;
    Graph told = SpecInference.embed(fp32, detector);
    this.reference = open(told, name);
    Path file = folder.resolve(name + ".onnx");
    fp32.write(file);
    EvaluationReport measured = measure(name, reference);
    Latency alone = Objects.requireNonNull(measured.latency(), "pictures were answered");
    Cost cost = Cost.of(fp32, detector, looks());
    this.referenceRow =
        CompressReport.Row.of(name, file, cost, measured, PairedTiming.ofReference(alone), digest)
            .judged(true, "the reference");
  }

  /** The float model's own row. */
  public CompressReport.Row reference() {
    return referenceRow;
  }

  /** Whether a variant finds as much as it must. */
  public boolean findsEnough(CompressReport.Row row) {
    return !row.refused() && accuracy(row).passed();
  }

  /** What is left of the float model's AP50 or of its AP, whichever lost more; NaN if refused. */
  double kept(CompressReport.Row row) {
    Ratios ratios = Ratios.of(row, referenceRow);
    return limits.accuracy().ap() > 0 ? Math.min(ratios.ap50(), ratios.ap()) : ratios.ap50();
  }

  private GateResult accuracy(CompressReport.Row row) {
    return limits
        .accuracy()
        .judge(row.metrics(limits.deviceClass()), referenceRow.metrics(limits.deviceClass()));
  }

  /**
   * Writes a variant, measures it, and says whether it is worth having. One that the runtime
   * refuses is not.
   */
  public CompressReport.Row judge(String name, Graph graph) throws DetectorException, IOException {
    Path file = folder.resolve(name.replace(' ', '-') + ".onnx");
    graph.write(file);
    try (Detector variant = open(graph, name)) {
      return measured(name, file, variant, Cost.of(graph, variant.spec(), looks()));
    } catch (DetectorException e) {
      return CompressReport.Row.refused(
          name, file, referenceRow.cost(), digest, String.valueOf(e.getMessage()));
    }
  }

  private RunsPerPicture looks() {
    return new RunsPerPicture(judged.samples());
  }

  private CompressReport.Row measured(String name, Path file, Detector variant, Cost cost)
      throws DetectorException, IOException {
    EvaluationReport measured = measure(name, variant);
    List<Sample> samples = judged.samples();
    PairedTiming timing =
        PairedTiming.of(
            reference,
            variant,
            pair -> samples.get(pair % samples.size()).picture(),
            limits.slower());
    CompressReport.Row row = CompressReport.Row.of(name, file, cost, measured, timing, digest);
    List<GateResult> results =
        List.of(accuracy(row), new PairedLatencyGate(limits.slower()).judge(timing));
    boolean passed = Gates.passed(results);
    String why =
        results.stream()
            .filter(r -> !r.passed() || passed)
            .map(GateResult::why)
            .collect(Collectors.joining("; "));
    return row.judged(passed, why);
  }

  /** What a graph finds on other pictures, in AP50. */
  static double ap50(Graph graph, Dataset pictures, ProgressFactory progress)
      throws DetectorException {
    try (Detector detector = open(graph, "a candidate", RuntimeOptions.DEFAULT)) {
      return Evaluation.of(detector, pictures, progress.of("choosing", pictures.samples().size()))
          .metrics()
          .ap50();
    }
  }

  private Detector open(Graph graph, String name) throws DetectorException {
    return open(graph, name, limits.runtime());
  }

  /** Opened as detectors are evaluated; a variant may have an input of its own. */
  private static Detector open(Graph graph, String name, RuntimeOptions runtime)
      throws DetectorException {
    DetectorSpec own =
        SpecInference.infer(
            graph,
            Hints.NONE
                .withScoreThreshold(Evaluation.SCORE_THRESHOLD)
                .withNmsIou(Evaluation.NMS_IOU),
            name);
    return OnnxDetector.open(graph.toBytes(), own, runtime);
  }

  private EvaluationReport measure(String name, Detector detector) throws DetectorException {
    return Evaluation.of(detector, judged, progress.of(name, judged.samples().size()));
  }

  @Override
  public void close() {
    reference.close();
  }
}
