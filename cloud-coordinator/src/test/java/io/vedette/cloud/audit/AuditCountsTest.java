package io.vedette.cloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.detector.evaluate.AgreementCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditCountsTest {

  @Test
  void boxesAgreeWhenLabelAndPlaceDo() {
    AgreementCounts tally =
        AgreementCounts.of(
            List.of(
                Scratch.detection("open", 0),
                Scratch.detection("open", 100),
                Scratch.detection("short", 200)),
            List.of(
                Scratch.detection("open", 3),
                Scratch.detection("spur", 100),
                Scratch.detection("short", 300)));

    assertThat(tally).isEqualTo(new AgreementCounts(1, 2, 2, 1));
  }

  @Test
  void onlyAuditsWithAVerdictCount() {
    AuditCounts audits = new AuditCounts();
    audits.count(Scratch.escalation("id-00001", true, false));
    audits.count(
        Scratch.answered(
            Scratch.escalation("id-00002", false, false), List.of(Scratch.detection("open", 5))));
    audits.count(
        Scratch.answered(
            Scratch.escalation("id-00003", true, false), List.of(Scratch.detection("open", 5))));

    AgreementCounts tally = audits.of("agent-1", "b".repeat(64));
    assertThat(tally).isEqualTo(new AgreementCounts(1, 0, 0, 1));
    assertThat(tally.precision()).isEqualTo(1);
    assertThat(audits.of("agent-2", "b".repeat(64)).precision()).isEqualTo(-1);
  }
}
