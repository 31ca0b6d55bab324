package io.vedette.cli.bench.escalation.carry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarryTest {

  private final Carry carry = new Carry(2_000);

  private static Detection at(float x, String label, float score) {
    return new Detection(new Box(x, 100, x + 60, 160), 0, label, score);
  }

  private List<Detection> frame(long millis, List<Detection> shown, List<Detection> peaks) {
    return carry.update(shown, peaks, millis, 640, 480).tracks().stream()
        .map(Track::detection)
        .toList();
  }

  @Test
  void beforeAVerdictTheStudentsViewIsShown() {
    assertThat(frame(0, List.of(at(0, "cat", 0.6f)), List.of()))
        .containsExactly(at(0, "cat", 0.6f));
  }

  @Test
  void aMissedObjectMovesAsItsFaintPeakDoes() {
    frame(0, List.of(), List.of(at(100, "cat", 0.1f)));
    carry.verdict(List.of(at(104, "cat", 0.9f)), List.of(), List.of(at(100, "cat", 0.1f)), 0);
    List<Detection> shown = List.of();
    for (int i = 1; i <= 10; i++) {
      shown = frame(40L * i, List.of(), List.of(at(100 + 5 * i, "cat", 0.1f)));
    }
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).box().iou(at(154, "cat", 0).box())).isGreaterThan(0.8f);
  }

  @Test
  void twoVerdictsGiveAVelocityToWhatTheStudentNeverSees() {
    frame(0, List.of(), List.of());
    carry.verdict(List.of(at(100, "cat", 0.9f)), List.of(), List.of(), 0);
    frame(100, List.of(), List.of());
    carry.verdict(List.of(at(110, "cat", 0.9f)), List.of(), List.of(), 100);
    assertThat(frame(400, List.of(), List.of()).get(0).box().x1()).isBetween(135f, 145f);
    assertThat(frame(4_000, List.of(), List.of())).isEmpty();
  }

  @Test
  void aWrongNameIsCorrectedAndAFalseObjectStaysAway() {
    List<Detection> wrong = List.of(at(100, "dog", 0.7f), at(300, "cat", 0.7f));
    frame(0, wrong, List.of());
    carry.verdict(List.of(at(100, "cat", 0.9f)), wrong, List.of(), 0);
    List<Detection> shown =
        frame(40, List.of(at(102, "dog", 0.7f), at(303, "cat", 0.7f)), List.of());
    assertThat(shown).extracting(Detection::label).containsExactly("cat");
    assertThat(shown.get(0).box().x1()).isLessThan(110);
  }

  @Test
  void whatIsNewIsShown() {
    frame(0, List.of(), List.of());
    carry.verdict(List.of(at(100, "cat", 0.9f)), List.of(), List.of(), 0);
    assertThat(frame(40, List.of(at(400, "cat", 0.7f)), List.of())).hasSize(2);
  }
}
