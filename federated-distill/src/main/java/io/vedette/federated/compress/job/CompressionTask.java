package io.vedette.federated.compress.job;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.ProgressFactory;
import io.vedette.federated.compress.judge.VariantJudge;
import io.vedette.federated.compress.judge.VariantLimits;
import io.vedette.federated.compress.quantize.CalibrationData;
import io.vedette.federated.compress.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A model to be compressed, and with which pictures.
 *
 * @param model to be compressed
 * @param data name of the pictures that variants are measured on
 * @param judged these pictures
 * @param calibration pictures that INT8 ranges are measured on
 * @param training pictures that variants learn from
 * @param output where variants and reports go
 */
public record CompressionTask(
    Original model,
    String data,
    Dataset judged,
    CalibrationData calibration,
    TrainingPictures training,
    Path output) {

  /**
   * The model that compression starts from.
   *
   * @param name of its file
   * @param graph in the form given, its spec inside
   */
  public record Original(String name, Graph graph, DetectorSpec spec) {}

  DetectorSpec spec() {
    return model.spec();
  }

  /** Measures the original in float; variants are compared with it. */
  VariantJudge judge(VariantLimits limits, ProgressFactory progress)
      throws DetectorException, IOException {
    return judge(Recipe.ORIGINAL, limits, progress);
  }

  VariantJudge judge(String name, VariantLimits limits, ProgressFactory progress)
      throws DetectorException, IOException {
    return new VariantJudge(
        name, Exporter.fp32(model.graph()), model.spec(), judged, output, limits, progress);
  }

  CompressReport.Subject subject(String deviceClass) {
    return new CompressReport.Subject(model.name(), data, deviceClass);
  }

  /** The folder of the models of finished steps. */
  Path steps() {
    return output.resolve("steps");
  }
}
