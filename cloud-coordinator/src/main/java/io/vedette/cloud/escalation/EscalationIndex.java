package io.vedette.cloud.escalation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of all escalations without reading them: which wait, in what order the others were
 * answered, and the totals. Not safe for use by several threads.
 *
 * <p>Thin: refused frames and forgotten escalations leave the totals at a restart.
 */
final class EscalationIndex {

  private final Map<String, AcceptedEscalation> waiting = new LinkedHashMap<>();

  /** Ids with a verdict to whether they are held out, oldest answer first. */
  private final Map<String, Boolean> answered = new LinkedHashMap<>();

  private long accepted;
  private long answers;
  private long rejected;
  private long bytes;
  private long audits;
  private long heldOut;

  void accepted(AcceptedEscalation escalation) {
    accepted++;
    bytes += escalation.frameBytes();
    audits += escalation.audit() ? 1 : 0;
    heldOut += escalation.heldOut() ? 1 : 0;
    if (escalation.waiting()) {
      waiting.put(escalation.id(), escalation);
    }
  }

  void settled(AcceptedEscalation escalation) {
    waiting.remove(escalation.id());
    if (escalation.verdict() != null) {
      answered.put(escalation.id(), escalation.heldOut());
      answers++;
    } else {
      rejected++;
    }
  }

  void refused() {
    rejected++;
  }

  int waitingCount() {
    return waiting.size();
  }

  long answers() {
    return answers;
  }

  List<String> waitingIds() {
    return List.copyOf(waiting.keySet());
  }

  /** The newest answered of one kind, newest first. */
  List<String> newest(boolean heldOutOnes, int limit) {
    List<String> found = new ArrayList<>();
    List<Map.Entry<String, Boolean>> order = new ArrayList<>(answered.entrySet());
    for (int i = order.size() - 1; i >= 0 && found.size() < limit; i--) {
      if (order.get(i).getValue() == heldOutOnes) {
        found.add(order.get(i).getKey());
      }
    }
    return found;
  }

  /** How many were answered of one kind and are still kept. */
  int count(boolean heldOutOnes) {
    int count = 0;
    for (boolean held : answered.values()) {
      count += held == heldOutOnes ? 1 : 0;
    }
    return count;
  }

  /** Takes the oldest answered ids out, until at most {@code limit} are left. */
  List<String> forgetBeyond(int limit) {
    List<String> forgotten = new ArrayList<>();
    var ids = answered.keySet().iterator();
    while (answered.size() > limit) {
      forgotten.add(ids.next());
      ids.remove();
    }
    return forgotten;
  }

  EscalationCounts totals() {
    return new EscalationCounts(
        accepted, answers, waiting.size(), rejected, bytes, audits, heldOut);
  }
}
