package io.vedette.cloud.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.detector.Detection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameTraitsTest {

  private static final AcceptedEscalation WAITING = Scratch.escalation("id-00001", true, false);

  private static Set<Disagreement> disagreements(Detection... teacher) {
    return FrameTraits.of(Scratch.answered(WAITING, List.of(teacher))).disagreements();
  }

  @Test
  void aFrameThatWaitsHasTheStudentsLabelsAndNoDisagreement() {
    assertThat(FrameTraits.of(WAITING))
        .isEqualTo(
            new FrameTraits(
                new FramePosition(2_000, "id-00001"),
                "default",
                "agent-1",
                "line",
                "uncertain",
                "b".repeat(64),
                true,
                EscalationState.WAITING,
                List.of("open"),
                false,
                Set.of()));
  }

  @Test
  void labelsOfBothAreListedOnce() {
    AcceptedEscalation answered =
        Scratch.answered(
            WAITING,
            List.of(
                Scratch.detection("short", 5),
                Scratch.detection("open", 50),
                Scratch.detection("short", 90)));
    assertThat(FrameTraits.of(answered).labels()).containsExactly("open", "short");
  }

  @Test
  void aFrameIsConfirmedWhenNothingDiffers() {
    Detection open = Scratch.detection("open", 5);
    Detection missed = Scratch.detection("open", 100);
    assertThat(disagreements(open)).containsExactly(Disagreement.CONFIRMED);
    assertThat(disagreements(open, missed)).containsExactly(Disagreement.MISSED);
    assertThat(disagreements(missed))
        .containsExactlyInAnyOrder(Disagreement.MISSED, Disagreement.FALSE);
    assertThat(disagreements(Scratch.detection("spur", 5)))
        .containsExactly(Disagreement.RELABELLED);
  }

  @Test
  void stateIsWhatBecameOfIt() {
    AcceptedEscalation heldOut =
        Scratch.answered(Scratch.escalation("id-00002", false, true), List.of());
    assertThat(FrameTraits.of(heldOut).state()).isEqualTo(EscalationState.HELD_OUT);
    assertThat(FrameTraits.of(Scratch.answered(WAITING, List.of())).state())
        .isEqualTo(EscalationState.ANSWERED);
    assertThat(FrameTraits.of(WAITING.givenUp("no", 1)).state())
        .isEqualTo(EscalationState.QUARANTINED);
    assertThat(FrameTraits.of(heldOut.givenUp("damaged", 1)).state())
        .isEqualTo(EscalationState.QUARANTINED);
  }
}
