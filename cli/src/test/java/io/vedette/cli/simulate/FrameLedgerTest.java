package io.vedette.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Verdict;
import org.junit.jupiter.api.Test;

class FrameLedgerTest {

  private final FrameLedger ledger = new FrameLedger();

  private static Verdict verdict(long at) {
    return Verdict.newBuilder().setEscalationId("f").setAnsweredAtMs(at).build();
  }

  @Test
  void anAcceptedFrameWaitsUntilItsVerdict() {
    ledger.accepted("f", "a");
    assertThat(ledger.waitingCount()).isEqualTo(1);
    ledger.verdict("f", verdict(1));
    assertThat(ledger.waitingCount()).isZero();
  }

  @Test
  void aSecondVerdictMustBeTheFirst() {
    ledger.accepted("f", "a");
    ledger.verdict("f", verdict(1));
    ledger.accepted("f", "a");
    ledger.verdict("f", verdict(1));
    assertThat(ledger.confirmed()).isEqualTo(1);
    assertThat(ledger.changed()).isZero();
    ledger.verdict("f", verdict(2));
    assertThat(ledger.changed()).isEqualTo(1);
  }

  @Test
  void aFrameThatNoTeacherSawIsUnseen() {
    ledger.accepted("f", "a");
    ledger.accepted("g", "a");
    ledger.asked("g");
    assertThat(ledger.unseen()).containsExactly("f");
  }
}
