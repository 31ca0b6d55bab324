package io.vedette.cloud.audit;

import io.vedette.cloud.escalation.Escalation;
import io.vedette.cloud.escalation.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tallies of audited frames by device and model. Safe for use by several threads.
 *
 * <p>Thin: all of a model's audits count alike, whatever the time of day or the camera.
 */
public final class Audits {

  private record Key(String agentId, String modelSha256) {}

  /** More pairs of device and model than this, and the oldest are forgotten. */
  private static final int MAX_KEPT = 20_000;

  private final Map<Key, Tally> tallies = new LinkedHashMap<>();

  /** Counts an escalation, if it is an audit with a verdict. */
  public synchronized void count(Escalation escalation) {
    Verdict verdict = escalation.verdict();
    if (!escalation.audit() || verdict == null) {
      return;
    }
    Key key = new Key(escalation.agentId(), escalation.modelSha256());
    tallies.merge(key, Agreement.of(escalation.student(), verdict.detections()), Tally::plus);
    if (tallies.size() > MAX_KEPT) {
      tallies.remove(tallies.keySet().iterator().next());
    }
  }

  /** A device's tally with the model of a digest. */
  public synchronized Tally of(String agentId, String modelSha256) {
    return tallies.getOrDefault(new Key(agentId, modelSha256), Tally.NONE);
  }

  /** What every device saw with the model of a digest. */
  public synchronized Tally ofModel(String modelSha256) {
    Map<Key, Tally> all = new HashMap<>(tallies);
    return all.entrySet().stream()
        .filter(e -> e.getKey().modelSha256.equals(modelSha256))
        .map(Map.Entry::getValue)
        .reduce(Tally.NONE, Tally::plus);
  }
}
