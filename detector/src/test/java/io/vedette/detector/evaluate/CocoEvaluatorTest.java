package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that are easy to get wrong, each in its smallest case. */
class CocoEvaluatorTest {
  private static final Box LEFT = new Box(0, 0, 50, 50);
  private static final Box RIGHT = new Box(100, 0, 150, 50);

  private final CocoEvaluator evaluator = new CocoEvaluator(2);

  private static Detection seen(Box box, double score) {
    return new Detection(box, 0, "a", (float) score);
  }

  @Test
  void aPerfectAnswerIsOneAndAClassWithoutObjectsDoesNotCount() {
    evaluator.add(List.of(Truth.of(LEFT, 0)), List.of(seen(LEFT, 0.9)));

    CocoMetrics metrics = evaluator.metrics();
    assertThat(metrics.ap()).isEqualTo(1, within(1e-12));
    assertThat(metrics.apMedium()).isEqualTo(1, within(1e-12));
    assertThat(metrics.apSmall()).isEqualTo(CocoMetrics.NONE);
    assertThat(metrics.perClass().get(1).ap()).isEqualTo(CocoMetrics.NONE);
  }

  @Test
  void findingAnObjectTwiceIsWrongOnce() {
    evaluator.add(
        List.of(Truth.of(LEFT, 0), Truth.of(RIGHT, 0)),
        List.of(seen(LEFT, 0.9), seen(LEFT, 0.8), seen(RIGHT, 0.7)));

    // Precision 1 up to recall 0.5 (51 points), then 2/3 (50 points).
    assertThat(evaluator.metrics().ap50()).isEqualTo((51 + 50 * 2.0 / 3) / 101, within(1e-9));
  }

  @Test
  void aCrowdTakesAnyNumberOfDetectionsAndCountsNone() {
    Truth crowd = new Truth(RIGHT, 0, true, 2500);
    evaluator.add(
        List.of(Truth.of(LEFT, 0), crowd),
        List.of(
            seen(new Box(100, 0, 120, 20), 0.9),
            seen(new Box(120, 20, 140, 40), 0.8),
            seen(LEFT, 0.7)));

    assertThat(evaluator.metrics().ap()).isEqualTo(1, within(1e-12));
  }

  @Test
  void onlyTheFirstDetectionOfAPictureCountsForArOne() {
    evaluator.add(
        List.of(Truth.of(LEFT, 0), Truth.of(RIGHT, 0)), List.of(seen(LEFT, 0.9), seen(RIGHT, 0.8)));

    assertThat(evaluator.metrics().ar1()).isEqualTo(0.5, within(1e-12));
    assertThat(evaluator.metrics().ar10()).isEqualTo(1, within(1e-12));
  }

  @Test
  void theWorkingPointIsWhereFOneIsBest() {
    evaluator.add(
        List.of(Truth.of(LEFT, 0), Truth.of(RIGHT, 0)),
        List.of(
            seen(LEFT, 0.9), seen(LEFT, 0.8), seen(RIGHT, 0.7), seen(LEFT, 0.6), seen(LEFT, 0.5)));

    WorkingPoint working = evaluator.metrics().working();
    assertThat(working.threshold()).isEqualTo(0.7, within(1e-6));
    assertThat(working.precision()).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(working.recall()).isEqualTo(1, within(1e-12));
    assertThat(working.falseAlarms()).isEqualTo(1);
    assertThat(working.f1()).isEqualTo(0.8, within(1e-12));
  }

  @Test
  void nothingToMeasureIsNotZero() {
    evaluator.add(List.of(), List.of(seen(LEFT, 0.9)));

    assertThat(evaluator.metrics().ap()).isEqualTo(CocoMetrics.NONE);
    assertThat(evaluator.metrics().working().f1()).isEqualTo(CocoMetrics.NONE);
  }
}
