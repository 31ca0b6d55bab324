package io.vedette.federated.compress.judge;

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
import io.vedette.federated.compress.ProgressFactory;
import io.vedette.federated.compress.RunsPerPicture;
import io.vedette.federated.compress.judge.VariantGate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures variants of one detector on one dataset and compares them with the float model. */
public final class VariantJudge implements AutoCloseable {

  private final Dataset pictures;
  private final String digest;
  private final Path folder;
  private final VariantLimits limits;
  private final ProgressFactory progress;
  private final Detector reference;
  private final VariantRow referenceRow;

  /**
   * Measures the float model.
   *
   * @param name of its row
   * @param pictures all variants are measured on
   * @param folder where variants are written, {@code NAME.onnx}
   */
  public VariantJudge(
      String name,
      Graph fp32,
      DetectorSpec detector,
      Dataset pictures,
      Path folder,
      VariantLimits limits,
      ProgressFactory progress)
      throws DetectorException, IOException {
    this.pictures = pictures;
    this.digest = pictures.digest();
    this.folder = folder;
    this.limits = limits;
    this.progress = progress;
    this.reference = open(SpecInference.embed(fp32, detector), name);
    Path file = folder.resolve(name + ".onnx");
    fp32.write(file);
    EvaluationReport measured = measure(name, reference);
    Latency alone = Objects.requireNonNull(measured.latency(), "pictures were answered");
    Cost cost = Cost.of(fp32, detector, runsPerPicture());
    this.referenceRow =
        VariantRow.of(name, file, cost, measured, PairedTiming.ofReference(alone), digest)
            .judged(true, "the reference");
  }

  /** The float model's own row. */
  public VariantRow reference() {
    return referenceRow;
  }

  /** Whether a variant finds as much as it must. */
  public boolean findsEnough(VariantRow row) {
    return !row.refused() && limits.gate().accuracy(row, referenceRow).passed();
  }

  /**
   * The share of the float model's AP50 that is left, or of its AP if that counts and lost more;
   * NaN if the variant was refused.
   */
  public double kept(VariantRow row) {
    VariantRatios ratios = VariantRatios.of(row, referenceRow);
    return limits.gate().countsAp() ? Math.min(ratios.ap50(), ratios.ap()) : ratios.ap50();
  }

  /**
   * Writes a variant, measures it, and decides whether it is worth having. One that the runtime
   * refuses is not.
   */
  public VariantRow judge(String name, Graph graph) throws DetectorException, IOException {
    Path file = folder.resolve(name.replace(' ', '-') + ".onnx");
    graph.write(file);
    try (Detector variant = open(graph, name)) {
      return measured(name, file, variant, Cost.of(graph, variant.spec(), runsPerPicture()));
    } catch (DetectorException e) {
      return VariantRow.refused(
          name, file, referenceRow.cost(), digest, String.valueOf(e.getMessage()));
    }
  }

  private RunsPerPicture runsPerPicture() {
    return new RunsPerPicture(pictures.samples());
  }

  private VariantRow measured(String name, Path file, Detector variant, Cost cost)
      throws DetectorException, IOException {
    EvaluationReport measured = measure(name, variant);
    List<Sample> samples = pictures.samples();
    PairedTiming timing =
        PairedTiming.of(
            reference,
            variant,
            pair -> samples.get(pair % samples.size()).picture(),
            limits.gate().slowest());
    VariantRow row = VariantRow.of(name, file, cost, measured, timing, digest);
    Verdict accuracy = limits.gate().accuracy(row, referenceRow);
    Verdict latency = limits.gate().latency(timing);
    boolean passed = accuracy.passed() && latency.passed();
    String why =
        Stream.of(accuracy, latency)
            .filter(verdict -> !verdict.passed() || passed)
            .map(Verdict::why)
            .collect(Collectors.joining("; "));
    return row.judged(passed, why);
  }

  /** AP50 of a graph on other pictures. */
  public static double ap50(Graph graph, Dataset pictures, ProgressFactory progress)
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

  /** Opens a graph as detectors are evaluated; a variant may have an input of its own. */
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
    return Evaluation.of(detector, pictures, progress.of(name, pictures.samples().size()));
  }

  @Override
  public void close() {
    reference.close();
  }
}
