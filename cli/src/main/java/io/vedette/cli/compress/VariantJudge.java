package io.vedette.cli.compress;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Cost;
import io.vedette.registry.gate.Gates;
import io.vedette.registry.manifest.GateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Measures variants of one detector on one dataset and holds them against the float model. */
public final class VariantJudge implements AutoCloseable {

  private final DetectorSpec spec;
  private final Dataset judged;
  private final Path folder;
  private final Limits limits;
  private final Progress progress;
  private final Detector reference;
  private final CompressReport.Row referenceRow;

  /**
   * What a variant must keep to.
   *
   * @param loss AP50 that may be lost, 0 to 1
   * @param slower how many times the float model's time it may take
   * @param deviceClass where it is timed
   * @param runtime how it is run
   */
  public record Limits(double loss, double slower, String deviceClass, RuntimeOptions runtime) {}

  /**
   * Measures the float model.
   *
   * @param folder where variants are written, {@code NAME.onnx}
   */
  public VariantJudge(
      Graph fp32,
      DetectorSpec detector,
      Dataset judged,
      Path folder,
      Limits limits,
      Progress progress)
      throws DetectorException, IOException {
    this.spec =
        new DetectorSpec(
            detector.labels(),
            detector.input(),
            detector.head(),
            (float) Evaluation.SCORE_THRESHOLD,
            (float) Evaluation.NMS_IOU);
    this.judged = judged;
    this.folder = folder;
    this.limits = limits;
    this.progress = progress;
    this.reference = OnnxDetector.open(fp32.toBytes(), spec, limits.runtime());
    Path file = folder.resolve("fp32.onnx");
    fp32.write(file);
    EvaluationReport measured = measure("fp32", reference);
    this.referenceRow =
        CompressReport.Row.of(
                "fp32",
                file,
                Cost.of(fp32, detector),
                measured,
                CompressReport.latency(measured),
                judged.digest())
            .judged(true, "the reference");
  }

  /** The float model's own row. */
  public CompressReport.Row reference() {
    return referenceRow;
  }

  /** Whether a variant finds as much as it must. */
  public boolean findsEnough(CompressReport.Row row) {
    return referenceRow.ap50() - row.ap50() <= limits.loss();
  }

  /**
   * Writes a variant, measures it, and says whether it is worth having. One that the runtime
   * refuses is not.
   */
  public CompressReport.Row judge(String name, Graph graph) throws DetectorException, IOException {
    Path file = folder.resolve(name + ".onnx");
    graph.write(file);
    try (Detector variant = OnnxDetector.open(graph.toBytes(), spec, limits.runtime())) {
      return measured(name, file, variant);
    } catch (DetectorException e) {
      return CompressReport.Row.refused(
          name, file, referenceRow.cost(), judged.digest(), String.valueOf(e.getMessage()));
    }
  }

  private CompressReport.Row measured(String name, Path file, Detector variant)
      throws DetectorException, IOException {
    EvaluationReport measured = measure(name, variant);
    Turns turns = Turns.of(reference, variant, judged.samples());
    CompressReport.Row row =
        CompressReport.Row.of(
            name, file, referenceRow.cost(), measured, turns.variant(), judged.digest());
    List<GateResult> results =
        Gates.judge(
            Gates.forInt8(limits.loss(), limits.slower()),
            row.metrics(limits.deviceClass()),
            referenceRow.with(turns.reference()).metrics(limits.deviceClass()));
    boolean passed = Gates.passed(results);
    String why =
        results.stream()
            .filter(r -> !r.passed() || passed)
            .map(GateResult::why)
            .collect(Collectors.joining("; "));
    return row.judged(passed, why);
  }

  private EvaluationReport measure(String name, Detector detector) throws DetectorException {
    return Evaluation.of(detector, judged, progress.of(name, judged.samples().size()));
  }

  @Override
  public void close() {
    reference.close();
  }
}
