package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  /** COCO's labels against VOC's, letterbox, head, suppression and AP, all in one figure. */
  @Test
  void yoloxNanoReachesItsReferenceOnVoc() throws DetectorException {
    Dataset dataset = Datasets.open(SharedFiles.of("data/voc100"), null);
    Hints hints =
        Hints.NONE.withScoreThreshold(Evaluation.SCORE_THRESHOLD).withNmsIou(Evaluation.NMS_IOU);
    List<Integer> progress = new ArrayList<>();
    EvaluationReport report;
    try (Detector detector =
        OnnxDetector.open(
            SharedFiles.of("models/yolox_nano_416.onnx"), hints, RuntimeOptions.DEFAULT)) {
      report = Evaluation.of(detector, dataset, progress::add);
    }

    assertThat(report.metrics().ap()).isCloseTo(0.511, within(0.01));
    assertThat(report.metrics().ap50()).isCloseTo(0.754, within(0.01));
    assertThat(report.unseen()).isEmpty();
    assertThat(report.images()).isEqualTo(100);
    assertThat(progress).hasSize(100).last().isEqualTo(100);
    Latency latency = report.latency();
    assertThat(latency).isNotNull();
    assertThat(latency.p95()).isGreaterThanOrEqualTo(latency.p50()).isPositive();
  }
}
