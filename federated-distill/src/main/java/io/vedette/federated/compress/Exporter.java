package io.vedette.federated.compress;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.simplify.ExpandExpectation;
import io.vedette.federated.compress.simplify.FuseBatchNorm;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes of a training graph what devices run.
 *
 * @param pictures how many pictures calibrate, at most; they are taken evenly from those offered
 * @param calibrator chooses the ranges of rounded tensors
 * @param threads of ONNX Runtime while calibrating
 */
public record Exporter(int pictures, String calibrator, int threads) {

  /** The calibrator that lost least on the detectors of benchmarks/results/compress.md. */
  public static final Exporter STANDARD = new Exporter(64, "mse", 1);

  public Exporter {
    if (pictures < 1 || threads < 1) {
      throw new IllegalArgumentException(pictures + " pictures, " + threads + " threads");
    }
  }

  /**
   * @param fp32 batch normalisation folded away
   * @param int8 the same, its convolutions rounded to 8 bits
   * @param thinFloat the same but for convolutions of few input channels, which stay float and are
   *     often quicker so; empty where there are none
   */
  public record Variants(Graph fp32, Graph int8, Optional<Graph> thinFloat) {}

  /**
   * Batch normalisation folded, expectations by their parts; computes the same as the training
   * graph.
   */
  public static Graph fp32(Graph training) {
    return new ExpandExpectation().apply(new FuseBatchNorm().apply(training));
  }

  /**
   * All variants.
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
    Quantizer quantizer =
        Quantizer.watching(fp32, spec, PictureSource.spread(calibration, pictures), threads);
    Int8Recipe recipe = Int8Recipe.of(Calibrators.named(calibrator));
    Set<String> thin = quantizer.thin();
    return new Variants(
        fp32,
        quantizer.int8(recipe),
        thin.isEmpty() ? Optional.empty() : Optional.of(quantizer.int8(recipe.withFloats(thin))));
  }
}
