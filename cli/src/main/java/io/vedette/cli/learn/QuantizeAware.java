package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
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
import picocli.CommandLine.Option;

/** Whether a network feels its rounding while it learns; a mixin of the commands that train. */
final class QuantizeAware {

  /** Pictures on which first ranges are watched; they are learnt from there on. */
  private static final int PICTURES = 64;

  @Range(least = 2, most = 8)
  @Option(
      names = "--quantize-aware",
      paramLabel = "BITS",
      description =
          "Learn with weights of so many bits, 8 (or 7 for processors without VNNI; down to 2 to"
              + " see what happens), and activations of 8. Leaves int8.onnx in place of fp32.onnx.")
  private @Nullable Integer bits;

  /**
   * What is trained: the graph itself, or the form of it that rounds on the way.
   *
   * @param looked called before every picture that is looked at
   */
  Graph trained(Graph start, Dataset pictures, Runnable looked) throws DetectorException {
    if (bits == null) {
      return start;
    }
    Graph fp32 = Exporter.fp32(start);
    DetectorSpec spec = SpecInference.infer(fp32, Hints.NONE, "the network to train");
    List<PictureSource> watched =
        PictureSource.spread(pictures.samples(), PICTURES).stream()
            .<PictureSource>map(sample -> () -> picture(sample, looked))
            .toList();
    Int8Recipe recipe = Int8Recipe.of(Calibrators.named("mse")).withWeightBits(bits);
    return TrainingForm.of(Quantizer.watching(fp32, spec, watched, 1), recipe);
  }

  private static Picture picture(Sample sample, Runnable looked) throws DetectorException {
    looked.run();
    return sample.picture();
  }

  /** Leaves what devices run. */
  void export(Graph trained, Path folder) throws IOException {
    if (bits == null) {
      Exporter.fp32(trained).write(folder.resolve("fp32.onnx"));
    } else {
      new IntegerForm().apply(trained).write(folder.resolve("int8.onnx"));
    }
  }
}
