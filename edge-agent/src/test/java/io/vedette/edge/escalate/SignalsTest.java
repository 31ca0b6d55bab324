package io.vedette.edge.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Seen;
import io.vedette.edge.track.TrackEdit;
import io.vedette.edge.track.TrackedFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {

  private static final TrackedFrame CALM =
      new TrackedFrame(List.of(), List.of(), List.of(), List.of());

  private static Detection at(float x, String label, float score) {
    return new Detection(new Box(x, 0, x + 50, 50), 0, label, score);
  }

  private static Signals of(List<Detection> shown, List<Detection> peaks) {
    return Signals.of(shown, peaks, 0.25f, 0.05f, CALM, 0);
  }

  @Test
  void aSureAnswerIsNoHardFrameAndABareOneIs() {
    assertThat(of(List.of(at(0, "open", 0.9f)), List.of()).hardness()).isZero();
    Signals bare = of(List.of(at(0, "open", 0.27f)), List.of());
    assertThat(bare.hardness()).isGreaterThan(0.3f);
    assertThat(bare.reason()).isEqualTo("uncertain");
  }

  @Test
  void aPeakBelowTheThresholdIsASignOfAMissedObject() {
    Signals missed = of(List.of(), List.of(at(0, "open", 0.22f)));
    assertThat(missed.hardness()).isGreaterThan(0.35f);
    assertThat(missed.reason()).isEqualTo("missed");
  }

  @Test
  void aPeakWhereAnObjectIsShownAnywayIsNone() {
    Signals covered = of(List.of(at(0, "open", 0.9f)), List.of(at(3, "short", 0.2f)));
    assertThat(covered.missed()).isZero();
  }

  @Test
  void moreDoubtfulObjectsMakeAFrameHarderAndNeverMoreThanOne() {
    float before = 0;
    for (int n = 1; n < 20; n++) {
      List<Detection> peaks = new java.util.ArrayList<>();
      for (int i = 0; i < n; i++) {
        peaks.add(at(100 * i, "open", 0.2f));
      }
      float hardness = of(List.of(), peaks).hardness();
      assertThat(hardness).isBetween(before, 1f);
      before = hardness;
    }
  }

  @Test
  void aVerdictConfirmsRelabelsAddsAndRemoves() {
    List<Seen> student =
        List.of(
            new Seen(at(0, "open", 0.9f), 1),
            new Seen(at(100, "open", 0.9f), 2),
            new Seen(at(200, "open", 0.9f), 3));
    List<Detection> teacher =
        List.of(at(2, "open", 0.9f), at(103, "short", 0.8f), at(400, "spur", 0.7f));
    Fusion fusion = Fusion.of(student, teacher, List.of("spur", "open", "short"));
    assertThat(List.of(fusion.confirmed(), fusion.relabelled(), fusion.added(), fusion.removed()))
        .containsExactly(1, 1, 1, 1);
    assertThat(fusion.edits())
        .anyMatch(e -> e instanceof TrackEdit.Confirm c && c.trackId() == 1)
        .anyMatch(e -> e instanceof TrackEdit.Relabel r && r.teacher().classId() == 2)
        .anyMatch(e -> e instanceof TrackEdit.Add a && a.teacher().classId() == 0)
        .anyMatch(e -> e instanceof TrackEdit.Remove r && r.trackId() == 3);
  }
}
