package io.vedette.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.dataset.Truth;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InspectionLineTest {

  @ParameterizedTest
  @EnumSource(Condition.class)
  void theSameSeedShowsTheSameScene(Condition condition) {
    Scene once = new InspectionLine(7).scene(3, condition);
    Scene again = new InspectionLine(7).scene(3, condition);
    Scene other = new InspectionLine(8).scene(3, condition);

    assertThat(again.picture().bgr()).isEqualTo(once.picture().bgr());
    assertThat(again.truths()).isEqualTo(once.truths());
    assertThat(other.truths()).isNotEqualTo(once.truths());
  }

  @Test
  void theConditionChangesTheLightButNotTheBoard() {
    InspectionLine line = new InspectionLine(7);
    Scene normal = line.scene(3, Condition.NORMAL);
    Scene changed = line.scene(3, Condition.CHANGED);

    assertThat(changed.truths()).isEqualTo(normal.truths());
    assertThat(changed.picture().bgr()).isNotEqualTo(normal.picture().bgr());
  }

  @Test
  void everyKindOfDefectComesUpAndLiesInsideThePicture() {
    InspectionLine line = new InspectionLine(1);
    Set<Integer> kinds = new HashSet<>();
    int truths = 0;
    for (int i = 0; i < 40; i++) {
      for (Truth truth : line.scene(i, Condition.NORMAL).truths()) {
        kinds.add(truth.classId());
        truths++;
        Box box = truth.box();
        assertThat(box.clip(InspectionLine.SIDE, InspectionLine.SIDE)).isEqualTo(box);
        assertThat(Math.max(box.width(), box.height())).isBetween(21f, 90f);
      }
    }
    assertThat(kinds).hasSize(InspectionLine.LABELS.size());
    assertThat(truths).as("defects on 40 boards").isBetween(200, 320);
  }

  @Test
  void aBoardMovesThroughViewWithItsDefects() {
    InspectionLine line = new InspectionLine(5);
    Scene first = line.frame(16, Condition.NORMAL);
    Scene next = line.frame(17, Condition.NORMAL);
    Scene otherBoard = line.frame(24, Condition.NORMAL);

    assertThat(next.truths())
        .containsExactlyElementsOf(
            first.truths().stream()
                .map(t -> Truth.of(t.box().shift(-InspectionLine.STEP, 0), t.classId()))
                .toList());
    assertThat(otherBoard.truths()).isNotEqualTo(first.truths());
    Box box = first.truths().get(0).box();
    for (int y = (int) box.y1(); y < box.y2(); y++) {
      for (int x = (int) box.x1(); x < box.x2(); x++) {
        assertThat(pixel(next, x - InspectionLine.STEP, y)).isEqualTo(pixel(first, x, y));
      }
    }
  }

  @Test
  void framesCanBeAskedForInAnyOrder() {
    Scene straight = new InspectionLine(5).frame(9, Condition.CHANGED);
    InspectionLine line = new InspectionLine(5);
    line.frame(100, Condition.CHANGED);

    assertThat(line.frame(9, Condition.CHANGED).picture().bgr())
        .isEqualTo(straight.picture().bgr());
  }

  private static byte pixel(Scene scene, int x, int y) {
    return scene.picture().bgr()[(y * InspectionLine.SIDE + x) * 3];
  }
}
