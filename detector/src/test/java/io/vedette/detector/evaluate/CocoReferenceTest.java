package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.DetectorException;
import io.vedette.detector.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agreement with COCO's own tool, whose figures stand in the shared material's MANIFEST.md. */
class CocoReferenceTest {

  @Test
  void agreesWithCocosToolOnEveryFigure() throws DetectorException {
    CocoMetrics metrics =
        Evaluation.ofFiles(
                SharedFiles.of("fixtures/coco-eval/sampled/gts/sampled_gts_bbox_area.json"),
                SharedFiles.of("fixtures/coco-eval/sampled/cocoapi_results.json"))
            .metrics();

    assertThat(
            new double[] {
              metrics.ap(), metrics.ap50(), metrics.ap75(),
              metrics.apSmall(), metrics.apMedium(), metrics.apLarge(),
              metrics.ar1(), metrics.ar10(), metrics.ar100()
            })
        .containsExactly(
            new double[] {
              0.503647, 0.696973, 0.571667,
              0.593252, 0.557991, 0.489363,
              0.386813, 0.593680, 0.595353
            },
            within(2e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "yolox_nano, 0.5111, 0.7540",
    "nanodet_m_320, 0.4143, 0.6442",
    "fastestdet, 0.2610, 0.4888",
    "deimv2_atto, 0.4753, 0.6989"
  })
  void agreesOnTheReferenceDetectionsOfFourModels(String model, double ap, double ap50)
      throws DetectorException {
    EvaluationReport report =
        Evaluation.ofFiles(
            SharedFiles.of("data/voc100/annotations.coco.json"),
            SharedFiles.of("fixtures/voc100-reference/" + model + ".json"));

    assertThat(report.images()).isEqualTo(100);
    // The stored detections are rounded, the figures were taken before.
    assertThat(report.metrics().ap()).isCloseTo(ap, within(3e-4));
    assertThat(report.metrics().ap50()).isCloseTo(ap50, within(3e-4));
  }
}
