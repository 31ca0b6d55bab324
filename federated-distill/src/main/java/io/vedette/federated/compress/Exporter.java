package io.vedette.federated.compress;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.List;

/**
 * Makes of a training graph what devices run.
 *
 * @param pictures how many pictures calibrate, at most; they are taken evenly from those offered
 * @param share of the values that a rounded tensor's range holds: 1 for all, 0.9999 leaves out one
 *     in 10,000 at each end
 * @param threads of ONNX Runtime while calibrating
 */
public record Exporter(int pictures, double share, int threads) {

  /** The share that lost least on both detectors of benchmarks/results/compress.md. */
  public static final Exporter STANDARD = new Exporter(64, 0.99999, 1);

  public Exporter {
    if (pictures < 1 || !(share > 0.9 && share <= 1) || threads < 1) {
      throw new IllegalArgumentException(
          pictures + " pictures, share " + share + " (0.9 to 1), " + threads + " threads");
    }
  }

  /**
   * @param fp32 batch normalisation folded away
   * @param int8 the same, its convolutions rounded to 8 bits
   */
  public record Variants(Graph fp32, Graph int8) {}

  /** Batch normalisation folded; computes the same as the training graph. */
  public static Graph fp32(Graph training) {
    return new FuseBatchNorm().apply(training);
  }

  /**
   * Both variants.
   *
   * @param training float, unfused, of opset 11 or higher
   * @param calibration pictures as the device will see them
   * @throws DetectorException when the graph's spec cannot be inferred, a picture cannot be read,
   *     or the graph cannot be quantised; the message says what to do
   */
  public Variants variants(Graph training, List<? extends PictureSource> calibration)
      throws DetectorException {
    if (calibration.isEmpty()) {
      throw new DetectorException("no picture to calibrate INT8 with; give at least one");
    }
    Graph fp32 = fp32(training);
    DetectorSpec spec = SpecInference.infer(fp32, Hints.NONE, "the graph to export");
    Graph raised;
    try {
      raised = new RaiseOpset().apply(fp32);
    } catch (IllegalArgumentException e) {
      throw new DetectorException("INT8: " + e.getMessage(), e);
    }
    QuantizationPlan plan = QuantizationPlan.of(raised);
    if (plan.convolutions().isEmpty()) {
      throw new DetectorException("INT8: the graph has no convolution to quantise");
    }
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(threads);
    try (Calibration seen = new Calibration(raised, spec, plan.watched(), options)) {
      int count = Math.min(pictures, calibration.size());
      for (int i = 0; i < count; i++) {
        // evenly spread, the first included
        seen.watch(calibration.get((int) ((long) i * calibration.size() / count)).picture());
      }
      return new Variants(fp32, new QuantizeInt8(plan, seen.ranges(share)).apply(raised));
    }
  }
}
