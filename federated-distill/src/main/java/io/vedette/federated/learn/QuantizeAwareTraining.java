package io.vedette.federated.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.quantize.aware.IntegerForm;
import io.vedette.federated.compress.quantize.aware.TrainingForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rounds weights and activations while a network learns, if asked to.
 *
 * @param weightBits 2 to 8; null trains without rounding
 */
public record QuantizeAwareTraining(@Nullable Integer weightBits) {

  /** Trains without rounding. */
  public static final QuantizeAwareTraining OFF = new QuantizeAwareTraining(null);

  /** Pictures from which the first ranges are measured; training adjusts them. */
  private static final int PICTURES = 64;

  /**
   * The graph to train: the network itself, or its form with rounding inside.
   *
   * @param check called before every picture that is looked at
   */
  Graph prepare(Graph start, Dataset pictures, Runnable check) throws DetectorException {
    if (weightBits == null) {
      return start;
    }
    Graph fp32 = Exporter.fp32(start);
    DetectorSpec spec = SpecInference.infer(fp32, Hints.NONE, "the network to train");
    List<PictureSource> watched =
        PictureSource.spread(pictures.samples(), PICTURES).stream()
            .<PictureSource>map(sample -> () -> picture(sample, check))
            .toList();
    Int8Recipe recipe = Int8Recipe.of(Calibrators.named("mse")).withWeightBits(weightBits);
    return TrainingForm.of(Quantizer.watching(fp32, spec, watched, 1), recipe);
  }

  private static Picture picture(Sample sample, Runnable check) throws DetectorException {
    check.run();
    return sample.picture();
  }

  /** Writes what devices run: {@code fp32.onnx}, or {@code int8.onnx}. */
  void export(Graph trained, Path folder) throws IOException {
    if (weightBits == null) {
      Exporter.fp32(trained).write(folder.resolve("fp32.onnx"));
    } else {
      new IntegerForm().apply(trained).write(folder.resolve("int8.onnx"));
    }
  }
}
