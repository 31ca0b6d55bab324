package io.vedette.cli.compress;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.evaluate.Latency;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.Looks;
import io.vedette.registry.gate.Gates;
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
  private final Progress progress;
  private final Detector reference;
  private final CompressReport.Row referenceRow;

  /**
   * What a variant must keep to.
   *
   * @param loss AP50 that may be lost, 0 to 1
   * @param keep share of the float model's AP50 that must stay beside that, 0 to 1
   * @param slower how many times the float model's time it may take
   * @param deviceClass where it is timed
   * @param runtime how it is run
   */
  public record Limits(
      double loss, double keep, double slower, String deviceClass, RuntimeOptions runtime) {

    /** With a fixed loss. */
    public Limits(double loss, double slower, String deviceClass, RuntimeOptions runtime) {
      this(loss, 1, slower, deviceClass, runtime);
    }

    /** With a share of the reference's AP50 that must stay. */
    public static Limits keeping(
        double share, double slower, String deviceClass, RuntimeOptions runtime) {
      return new Limits(0, share, slower, deviceClass, runtime);
    }

    double mayLose(double ap50) {
      return loss + (1 - keep) * Math.max(0, ap50);
    }
  }

  /** Measures the float model, which is called fp32. */
  public VariantJudge(
      Graph fp32,
      DetectorSpec detector,
      Dataset judged,
      Path folder,
      Limits limits,
      Progress progress)
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
      Progress progress)
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
        CompressReport.Row.of(name, file, cost, measured, new Turns(alone, alone), digest)
            .judged(true, "the reference");
  }

  /** The float model's own row. */
  public CompressReport.Row reference() {
    return referenceRow;
  }

  /** Whether a variant finds as much as it must. */
  public boolean findsEnough(CompressReport.Row row) {
    return referenceRow.ap50() - row.ap50() <= limits.mayLose(referenceRow.ap50());
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

  private Looks looks() {
    return new Looks(judged.samples());
  }

  private CompressReport.Row measured(String name, Path file, Detector variant, Cost cost)
      throws DetectorException, IOException {
    EvaluationReport measured = measure(name, variant);
    Turns turns = Turns.of(reference, variant, judged.samples());
    CompressReport.Row row = CompressReport.Row.of(name, file, cost, measured, turns, digest);
    List<GateResult> results =
        Gates.judge(
            Gates.forInt8(limits.mayLose(referenceRow.ap50()), limits.slower()),
            row.metrics(limits.deviceClass()),
            referenceRow.metrics(limits.deviceClass(), turns.reference()));
    boolean passed = Gates.passed(results);
    String why =
        results.stream()
            .filter(r -> !r.passed() || passed)
            .map(GateResult::why)
            .collect(Collectors.joining("; "));
    return row.judged(passed, why);
  }

  /** What a graph finds on other pictures, in AP50. */
  static double ap50(Graph graph, Dataset pictures, Progress progress) throws DetectorException {
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
