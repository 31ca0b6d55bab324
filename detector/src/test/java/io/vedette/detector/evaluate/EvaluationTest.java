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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static double ap(String model, boolean wholeBoxes) throws DetectorException {
    Hints hints = Hints.NONE.withScoreThreshold(0.01).withNmsIou(Evaluation.NMS_IOU);
    RuntimeOptions options = RuntimeOptions.DEFAULT.withWholeBoxes(wholeBoxes);
    try (Detector detector = OnnxDetector.open(SharedFiles.of("models/" + model), hints, options)) {
      Dataset dataset = Datasets.open(SharedFiles.of("data/voc100"), null);
      return Evaluation.of(detector, dataset, done -> {}).metrics().ap();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nanodet_m_320.onnx, 0.414",
    "fastestdet_352.onnx, 0.261",
    "deimv2_hgnetv2_atto_320.onnx, 0.475"
  })
  void othersReachTheirsWithBoxesThatAreNotCut(String model, double reference) throws Exception {
    assertThat(ap(model, true)).isCloseTo(reference, within(0.003));
  }

  /** It draws objects that the edge cuts as if they went on behind it; labels end at the edge. */
  @Test
  void cuttingBoxesIsWhatLiftsFastestDet() throws Exception {
    assertThat(ap("fastestdet_352.onnx", false)).isCloseTo(0.284, within(0.003));
  }
}
