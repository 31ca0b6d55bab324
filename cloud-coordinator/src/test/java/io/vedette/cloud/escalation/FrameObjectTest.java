package io.vedette.cloud.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.detector.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameObjectTest {

  private static final Detection OPEN = Scratch.detection("open", 5);

  private static AcceptedEscalation answered(Detection... teacher) {
    return Scratch.answered(Scratch.escalation("id-00001", false, false), List.of(teacher));
  }

  @Test
  void whileThereIsNoVerdictNothingDiffers() {
    assertThat(FrameObject.of(Scratch.escalation("id-00001", false, false)))
        .containsExactly(new FrameObject(null, OPEN, null));
  }

  @Test
  void whatDiffersComesBeforeWhatIsConfirmed() {
    Detection same = Scratch.detection("open", 6);
    Detection missed = Scratch.detection("short", 200);
    assertThat(FrameObject.of(answered(same, missed)))
        .containsExactly(
            new FrameObject(Disagreement.MISSED, null, missed),
            new FrameObject(Disagreement.CONFIRMED, OPEN, same));
  }

  @Test
  void aBoxOfAnotherLabelIsRelabelledAndOneThatNobodySharesIsFalse() {
    Detection spur = Scratch.detection("spur", 5);
    assertThat(FrameObject.of(answered(spur)))
        .containsExactly(new FrameObject(Disagreement.RELABELLED, OPEN, spur));
    assertThat(FrameObject.of(answered()))
        .containsExactly(new FrameObject(Disagreement.FALSE, OPEN, null));
  }

  @Test
  void amongThoseThatDifferTheSurestComesFirst() {
    Detection sure = new Detection(Scratch.detection("spur", 300).box(), 0, "spur", 0.9f);
    assertThat(FrameObject.of(answered(sure)))
        .extracting(FrameObject::disagreement)
        .containsExactly(Disagreement.MISSED, Disagreement.FALSE);
  }
}
