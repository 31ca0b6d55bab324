package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** COCO's rules for objects that do not count; values by hand. */
final class DetectionMatcherTest {

  private static final int ALL_TEN = 0b11_1111_1111;
  private static final Truth CROWD = new Truth(new Box(0, 0, 100, 100), 0, true, 10_000);

  private static Truth object(float width, float height) {
    return Truth.of(new Box(0, 0, width, height), 0);
  }

  private static DetectionMatcher match(AreaRange range, List<Truth> truths, Box... boxes) {
    List<Detection> detections =
        Arrays.stream(boxes).map(box -> new Detection(box, 0, "a", 0.9f)).toList();
    return DetectionMatcher.of(
        detections, truths, DetectionMatcher.overlaps(detections, truths), range);
  }

  @Test
  void anObjectThatCountsIsTakenBeforeACrowdThatFitsBetter() {
    // 0.825 of the object at 0.50 to 0.80, all of it in the crowd above
    DetectionMatcher matched =
        match(AreaRange.ALL, List.of(CROWD, object(50, 50)), new Box(0, 0, 50, 41.25f));

    assertThat(matched.counting()).isEqualTo(1);
    assertThat(matched.found()).containsExactly(ALL_TEN);
    assertThat(matched.ignored()).containsExactly(0b11_1000_0000);
  }

  @Test
  void aCrowdIsTakenManyTimes() {
    DetectionMatcher matched =
        match(AreaRange.ALL, List.of(CROWD), new Box(0, 0, 20, 20), new Box(50, 50, 90, 90));

    assertThat(matched.counting()).isZero();
    assertThat(matched.ignored()).containsExactly(ALL_TEN, ALL_TEN);
  }

  @Test
  void anObjectOutsideTheRangeIsTakenOnceAndTheNextDetectionIsWrong() {
    // 32x32 on 40x40: 0.64 of an object that is too large to count among the small ones
    Box box = new Box(0, 0, 32, 32);
    DetectionMatcher matched = match(AreaRange.SMALL, List.of(object(40, 40)), box, box);

    assertThat(matched.counting()).isZero();
    assertThat(matched.ignored()).containsExactly(0b00_0000_0111, 0);
    assertThat(matched.found()).containsExactly(0b00_0000_0111, 0);
  }

  @Test
  void besideAnObjectThatDoesNotCountTheCrowdIsTakenWhereItFitsBetter() {
    Box box = new Box(0, 0, 32, 32);
    DetectionMatcher matched = match(AreaRange.SMALL, List.of(object(40, 40), CROWD), box, box);

    assertThat(matched.ignored()).containsExactly(ALL_TEN, ALL_TEN);
  }
}
