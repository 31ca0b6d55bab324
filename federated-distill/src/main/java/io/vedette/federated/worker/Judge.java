package io.vedette.federated.worker;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.evaluate.Latency;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;

/** Scores graphs on one set of pictures, one after the other, so that their figures compare. */
final class Judge {

  private final Dataset pictures;
  private final String digest;
  private final Runnable looked;

  /**
   * @param looked called after every picture
   */
  Judge(Dataset pictures, Runnable looked) throws DetectorException {
    this.pictures = pictures;
    this.looked = looked;
    this.digest = pictures.digest();
  }

  Score score(Graph graph, String where) throws DetectorException {
    try (Detector detector = open(graph, where)) {
      EvaluationReport report = Evaluation.of(detector, pictures, done -> looked.run());
      CocoMetrics metrics = report.metrics();
      Latency latency = report.latency();
      return new Score(
          metrics.ap(),
          metrics.ap50(),
          metrics.ap75(),
          metrics.ar100(),
          report.images(),
          digest,
          latency == null ? 0 : latency.p50(),
          latency == null ? 0 : latency.p95());
    }
  }

  /** What devices would see on each picture, in their order. */
  List<List<Detection>> answers(Graph graph, String where) throws DetectorException {
    List<List<Detection>> answers = new ArrayList<>();
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, where);
    try (Detector detector = OnnxDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT)) {
      for (Sample sample : pictures.samples()) {
        answers.add(detector.detect(sample.picture()));
        looked.run();
      }
    }
    return answers;
  }

  /**
   * A detector with the thresholds that evaluation needs.
   *
   * @param where names the graph in errors
   */
  static Detector open(Graph graph, String where) throws DetectorException {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, where);
    DetectorSpec whole =
        spec.withScoreThreshold((float) Evaluation.SCORE_THRESHOLD)
            .withNmsIou((float) Evaluation.NMS_IOU);
    return OnnxDetector.open(graph.toBytes(), whole, RuntimeOptions.DEFAULT);
  }
}
