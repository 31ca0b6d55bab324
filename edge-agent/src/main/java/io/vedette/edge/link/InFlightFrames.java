package io.vedette.edge.link;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Frames that were sent and have no verdict: when each went up last, whether the coordinator has
 * it, and whether its answer is overdue. Used by one thread.
 */
final class InFlightFrames {

  private final Map<String, Sent> sent = new HashMap<>();

  private record Sent(long nanos, boolean accepted, boolean overdue) {}

  void sent(String id, long nanos) {
    sent.put(id, new Sent(nanos, false, false));
  }

  /** The coordinator has it: its verdict will come, if not in this session then in a later one. */
  void accepted(String id) {
    sent.computeIfPresent(id, (key, s) -> new Sent(s.nanos, true, s.overdue));
  }

  /**
   * It has a verdict, or never will.
   *
   * @return whether that came in time
   */
  boolean answered(String id) {
    Sent answered = sent.remove(id);
    return answered != null && !answered.overdue;
  }

  /** Whether it is time to send it, for the first time or again. */
  boolean isDue(String id, long now, long againNanos) {
    Sent before = sent.get(id);
    return before == null || now - before.nanos > againNanos;
  }

  /** Frames that are still within their time. */
  int waiting() {
    return (int) sent.values().stream().filter(s -> !s.overdue).count();
  }

  /** How many have become overdue since this was last asked. */
  int newlyOverdue(long now, long deadlineNanos) {
    int overdue = 0;
    for (Map.Entry<String, Sent> entry : sent.entrySet()) {
      Sent s = entry.getValue();
      if (!s.overdue && now - s.nanos > deadlineNanos) {
        entry.setValue(new Sent(s.nanos, s.accepted, true));
        overdue++;
      }
    }
    return overdue;
  }

  /**
   * The stream is a new one: what the coordinator has not accepted is sent at once, the rest soon,
   * because verdicts that came while there was no stream are told only to who asks.
   */
  void askAgain(long now, long againNanos, long soonNanos) {
    long soon = now - againNanos + soonNanos;
    for (Iterator<Map.Entry<String, Sent>> all = sent.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Sent> entry = all.next();
      Sent s = entry.getValue();
      if (s.accepted) {
        entry.setValue(new Sent(Math.min(s.nanos, soon), true, true));
      } else {
        all.remove();
      }
    }
  }

  /** Forgets those that have left the outbox. */
  void keepOnly(Collection<String> ids) {
    sent.keySet().retainAll(ids);
  }

  int size() {
    return sent.size();
  }
}
