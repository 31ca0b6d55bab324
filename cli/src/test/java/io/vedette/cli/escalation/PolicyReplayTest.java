package io.vedette.cli.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.vedette.edge.escalate.log.LogRecord;
import io.vedette.edge.escalate.log.LogRecord.Answered;
import io.vedette.edge.escalate.log.LogRecord.Choice;
import io.vedette.edge.escalate.log.LogRecord.Decided;
import io.vedette.edge.escalate.policy.Policies;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicyReplayTest {

  private static final float AUDITS = 0.1f;

  /** A tenth of the frames miss two objects beside two that are right, and show it by a peak. */
  private static PolicyReplay log(int frames) {
    SplittableRandom random = new SplittableRandom(1);
    List<LogRecord> records = new ArrayList<>();
    for (int i = 1; i <= frames; i++) {
      boolean hard = random.nextInt(10) == 0;
      Signals signals =
          Signals.of(
              Map.of(Signal.OBJECTS, 2f, Signal.STALENESS, 1f, Signal.PEAKS_5, hard ? 2f : 0f));
      boolean audit = random.nextDouble() < AUDITS;
      Choice choice = audit ? Choice.AUDIT : Choice.KEPT;
      records.add(new Decided(i, "c", signals, choice, 2, AUDITS, audit ? i : 0));
      if (audit) {
        int missed = hard ? 2 : 0;
        records.add(
            new Answered(
                i,
                new VerdictOutcome(missed, 0, 2, new int[6], new int[] {0, 0, 0, 0, 0, missed})));
      }
    }
    return PolicyReplay.of(records);
  }

  @Test
  void auditsTellWhatWouldHaveBeen() {
    PolicyReplay replay = log(20_000);
    List<Double> shares = List.of(0.05, 0.5);
    Curve random = replay.curve(Policies.named("random"), shares);
    Curve learnt = replay.curve(Policies.named("learnt"), shares);
    // Of 2.2 objects a frame 2 are found alone; F1 = 2 · 2 / (2 · 2 + 0.2).
    assertThat(random.at(0.05).f1()).isCloseTo(4.01 / 4.2, offset(0.01));
    assertThat(learnt.at(0.05).f1()).isGreaterThan(random.at(0.05).f1() + 0.01);
    assertThat(learnt.at(0.5).f1()).isGreaterThan(0.995);
  }

  @Test
  void aLogWithoutAuditsTellsNothing() {
    assertThat(PolicyReplay.of(List.of()).audits()).isZero();
  }
}
