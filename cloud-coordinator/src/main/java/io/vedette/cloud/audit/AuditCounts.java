package io.vedette.cloud.audit;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.detector.evaluate.AgreementCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of audited frames by device and model. Safe for use by several threads.
 *
 * <p>Thin: all of a model's audits count alike, whatever the time of day or the camera.
 */
public final class AuditCounts implements Escalations.Listener {

  private record Key(String agentId, String modelSha256) {}

  /** More pairs of device and model than this, and the oldest are forgotten. */
  private static final int MAX_KEPT = 20_000;

  private final Map<Key, AgreementCounts> counts = new LinkedHashMap<>();

  @Override
  public void settled(AcceptedEscalation escalation) {
    count(escalation);
  }

  /** Counts an escalation, if it is an audit with a verdict. */
  public synchronized void count(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    if (!escalation.audit() || verdict == null) {
      return;
    }
    Key key = new Key(escalation.agentId(), escalation.modelSha256());
    counts.merge(
        key, AgreementCounts.of(escalation.student(), verdict.detections()), AgreementCounts::plus);
    if (counts.size() > MAX_KEPT) {
      counts.remove(counts.keySet().iterator().next());
    }
  }

  /** A device's counts with the model of a digest. */
  public synchronized AgreementCounts of(String agentId, String modelSha256) {
    return counts.getOrDefault(new Key(agentId, modelSha256), AgreementCounts.NONE);
  }
}
