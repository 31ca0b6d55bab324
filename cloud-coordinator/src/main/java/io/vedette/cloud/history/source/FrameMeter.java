package io.vedette.cloud.history.source;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.history.FigureHistory;
import io.vedette.cloud.history.HistoryScope;
import io.vedette.cloud.history.Measure;
import java.util.List;

/** Counts accepted frames and verdicts. */
public final class FrameMeter implements Escalations.Listener {

  private final FigureHistory history;

  public FrameMeter(FigureHistory history) {
    this.history = history;
  }

  @Override
  public void accepted(AcceptedEscalation escalation) {
    for (HistoryScope scope : scopes(escalation)) {
      history.add(scope, Measure.ESCALATIONS, 1);
      history.add(scope, Measure.BYTES, escalation.frameBytes());
    }
  }

  @Override
  public void settled(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    if (verdict == null) {
      return;
    }
    // Wall clocks: one that was set back meanwhile tells no delay.
    long delayMs = verdict.answeredAtMs() - escalation.acceptedAtMs();
    for (HistoryScope scope : scopes(escalation)) {
      history.add(scope, Measure.VERDICTS, 1);
      history.add(scope, Measure.VERDICT_DELAY, delayMs);
      if (escalation.audit()) {
        history.add(scope, Measure.AUDITS, 1);
      }
    }
  }

  private static List<HistoryScope> scopes(AcceptedEscalation escalation) {
    return List.of(
        HistoryScope.FLEET,
        HistoryScope.deployment(escalation.deployment()),
        HistoryScope.device(escalation.agentId()));
  }
}
