package io.vedette.benchmarks.losses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The accuracy of a student trained by one variant, as COCO defines it.
 *
 * @param bestF1 over all score thresholds
 * @param falseAlarms detections that are wrong at that threshold
 */
record VariantScore(
    TrainingVariant variant,
    double ap50,
    double ap,
    double bestF1,
    double precision,
    double recall,
    int falseAlarms) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads what {@code vedette evaluate --json} wrote. */
  static VariantScore read(TrainingVariant variant, Path figures)
      throws IOException, DetectorException {
    JsonNode all = JSON.readTree(figures.toFile());
    JsonNode best = all.path("best_F1");
    if (!all.has("AP50") || !best.has("F1")) {
      throw new DetectorException(figures + ": no figures of vedette evaluate; remove it");
    }
    return new VariantScore(
        variant,
        all.path("AP50").asDouble(),
        all.path("AP").asDouble(),
        best.path("F1").asDouble(),
        best.path("precision").asDouble(),
        best.path("recall").asDouble(),
        best.path("false_alarms").asInt());
  }
}
