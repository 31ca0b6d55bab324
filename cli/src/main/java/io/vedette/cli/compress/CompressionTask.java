package io.vedette.cli.compress;

import io.vedette.cli.option.CalibrationData;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is to be compressed, and with which pictures.
 *
 * @param name the model's file
 * @param graph the model in the form given, its spec inside
 * @param data where the pictures judged on came from
 * @param output where variants and reports go
 */
public record CompressionTask(
    String name,
    Graph graph,
    DetectorSpec detector,
    String data,
    Dataset judged,
    CalibrationData calibration,
    LessonData lessons,
    Path output) {

  /** Measures the original, and then what it is held against. */
  VariantJudge judge(String called, VariantJudge.Limits limits, ProgressFactory progress)
      throws DetectorException, IOException {
    return new VariantJudge(
        called, Exporter.fp32(graph), detector, judged, output, limits, progress);
  }
}
