package io.vedette.cloud.audit;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.TeacherVerdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tallies of audited frames by device and model. Safe for use by several threads.
 *
 * <p>Thin: all of a model's audits count alike, whatever the time of day or the camera.
 */
public final class AuditCounts {

  private record Key(String agentId, String modelSha256) {}

  /** More pairs of device and model than this, and the oldest are forgotten. */
  private static final int MAX_KEPT = 20_000;

  private final Map<Key, AgreementCounts> tallies = new LinkedHashMap<>();

  /** Counts an escalation, if it is an audit with a verdict. */
  public synchronized void count(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    if (!escalation.audit() || verdict == null) {
      return;
    }
    Key key = new Key(escalation.agentId(), escalation.modelSha256());
    tallies.merge(
        key, FrameAgreement.of(escalation.student(), verdict.detections()), AgreementCounts::plus);
    if (tallies.size() > MAX_KEPT) {
      tallies.remove(tallies.keySet().iterator().next());
    }
  }

  /** A device's tally with the model of a digest. */
  public synchronized AgreementCounts of(String agentId, String modelSha256) {
    return tallies.getOrDefault(new Key(agentId, modelSha256), AgreementCounts.NONE);
  }

  /** What every device saw with the model of a digest. */
  public synchronized AgreementCounts ofModel(String modelSha256) {
    Map<Key, AgreementCounts> all = new HashMap<>(tallies);
    return all.entrySet().stream()
        .filter(e -> e.getKey().modelSha256.equals(modelSha256))
        .map(Map.Entry::getValue)
        .reduce(AgreementCounts.NONE, AgreementCounts::plus);
  }
}
