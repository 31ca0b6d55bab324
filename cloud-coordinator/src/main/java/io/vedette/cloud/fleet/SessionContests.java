package io.vedette.cloud.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds ids that two agents use at once, as after a disk was cloned: each of them takes the session
 * of the other, which is alive, again and again. Safe for use by several threads.
 */
public final class SessionContests {

  /** So many times within the span: a network that breaks takes dead sessions only. */
  static final int TIMES = 3;

  static final long SPAN_MS = 600_000;

  private static final int MAX_IDS = 10_000;

  private final Map<String, Deque<Long>> taken =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
          return size() > MAX_IDS;
        }
      };

  /** Id of the alarm that stands while an id is contested. */
  public static String alarm(String agentId) {
    return "cloned-" + agentId;
  }

  /**
   * A session took the place of one that was alive.
   *
   * @return whether the id is contested
   */
  synchronized boolean taken(String agentId, long activeMs) {
    Deque<Long> times = taken.computeIfAbsent(agentId, id -> new ArrayDeque<>());
    times.add(activeMs);
    while (times.size() > TIMES) {
      times.remove();
    }
    return times.size() == TIMES && activeMs - times.getFirst() <= SPAN_MS;
  }

  synchronized void forget(String agentId) {
    taken.remove(agentId);
  }
}
