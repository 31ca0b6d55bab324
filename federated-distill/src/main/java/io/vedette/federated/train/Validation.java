package io.vedette.federated.train;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;

/** Evaluates a graph in ONNX Runtime, with COCO's rules. */
final class Validation {

  private final Dataset dataset;
  private final DetectorSpec spec;

  Validation(Dataset dataset, DetectorSpec spec) {
    this.dataset = dataset;
    this.spec =
        spec.withScoreThreshold((float) Evaluation.SCORE_THRESHOLD)
            .withNmsIou((float) Evaluation.NMS_IOU);
  }

  /**
   * @param looked called after every picture; what it throws ends the measuring
   */
  CocoMetrics of(Graph graph, Runnable looked) throws DetectorException {
    try (Detector detector = OnnxDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT)) {
      return Evaluation.of(detector, dataset, done -> looked.run()).metrics();
    }
  }
}
