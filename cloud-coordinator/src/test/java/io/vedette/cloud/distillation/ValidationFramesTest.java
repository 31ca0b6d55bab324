package io.vedette.cloud.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.detector.Detection;
import io.vedette.federated.worker.FrameAnswers;
import io.vedette.registry.gate.FieldEvidence;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationFramesTest {

  private static final Detection THERE = Scratch.detection("open", 20);
  private static final String FRAME = "a".repeat(64);

  @Test
  void bothVersionsAreCountedAgainstWhatIsThereAndAuditsAreApart() throws Exception {
    FrameAnswers answer = new FrameAnswers(FRAME, List.of(), List.of(THERE));

    FieldEvidence hard = ValidationFrames.evidence(dataset(false), List.of(answer));
    FieldEvidence audits = ValidationFrames.evidence(dataset(true), List.of(answer));

    assertThat(hard.audits()).isEmpty();
    assertThat(audits.hard()).isEmpty();
    assertThat(audits.audits()).isEqualTo(hard.hard()).hasSize(1);
    var counts = audits.audits().get(0).byLabel().get("open");
    assertThat(counts.one().found()).isZero();
    assertThat(counts.other().found()).isEqualTo(1);
  }

  @Test
  void aVersionIsNotJudgedOnTheFramesThatItsMakerChooses() {
    assertThatThrownBy(() -> ValidationFrames.evidence(dataset(true), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("the distiller sent no answer on the validation frame " + FRAME);
  }

  private static byte[] dataset(boolean audit) {
    AcceptedEscalation frame =
        Scratch.answered(Scratch.escalation("id-00001", audit, true), List.of(THERE));
    return HardExampleDataset.coco(
        List.of(frame), answered -> answered.verdict().detections(), List.of("open", "short"));
  }
}
