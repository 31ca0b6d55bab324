package io.vedette.cloud.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.detector.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeacherReplacementTest {

  private static final String OLD = "a".repeat(64);
  private static final String NEW = "b".repeat(64);
  private static final Detection OPEN = Scratch.detection("open", 5);
  private static final Detection SHORT = Scratch.detection("short", 5);
  private static final Detection ELSEWHERE = Scratch.detection("open", 500);

  private final TeacherReplacement started =
      TeacherReplacement.started("boards", "teacher", "better", 3, 1);

  @Test
  void objectsAreCountedByTheirLabelsOnBothSides() {
    TeacherReplacement seen = with(started, List.of(OPEN), List.of(OPEN), NEW);
    assertThat(seen.examples()).as("they do not differ").isEmpty();
    seen = with(seen, List.of(OPEN), List.of(SHORT), NEW);
    seen = with(seen, List.of(), List.of(ELSEWHERE), NEW);
    assertThat(seen.labels())
        .containsExactly(new LabelAgreement("open", 1, 1, 1), new LabelAgreement("short", 0, 0, 1));
    assertThat(seen.all().precision()).isEqualTo(0.5);
    assertThat(seen.all().recall()).isEqualTo(1 / 3.0);
    assertThat(seen.examples()).hasSize(2);
    assertThat(seen.audits()).isEqualTo(3);
    assertThat(seen.wantsMore()).isFalse();
  }

  @Test
  void anotherModelBeginsAnew() {
    TeacherReplacement seen = with(started, List.of(OPEN), List.of(SHORT), NEW);
    seen = with(seen, List.of(OPEN), List.of(OPEN), "c".repeat(64));
    assertThat(seen.audits()).isEqualTo(1);
    assertThat(seen.labels()).containsExactly(new LabelAgreement("open", 1, 0, 0));
    assertThat(seen.examples()).isEmpty();
    assertThat(seen.newModel()).startsWith("c");
  }

  @Test
  void whatIsKeptHasABound() {
    TeacherReplacement seen = TeacherReplacement.started("boards", "teacher", "better", 1_000, 1);
    for (int i = 0; i < 300; i++) {
      seen = with(seen, List.of(), List.of(Scratch.detection("label-" + i, 5)), NEW);
    }
    assertThat(seen.labels()).hasSize(100);
    assertThat(seen.all().onlyNew()).isEqualTo(300);
    assertThat(seen.examples()).hasSize(12);
  }

  private static TeacherReplacement with(
      TeacherReplacement to, List<Detection> old, List<Detection> other, String newModel) {
    ComparedFrame frame = new ComparedFrame("e-1", "f".repeat(64), 64, 64, old, other);
    return to.with(frame, old, other, OLD, newModel);
  }
}
