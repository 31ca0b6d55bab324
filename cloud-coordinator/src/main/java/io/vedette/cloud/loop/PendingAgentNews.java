package io.vedette.cloud.loop;

import io.vedette.cloud.fleet.Heartbeat.Learning;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What agents said that the control loop has not taken yet: which came, and how far each is with
 * its part of a round. One entry per agent, the newest; so one task takes what thousands said. Safe
 * for use by several threads.
 */
final class PendingAgentNews {

  /**
   * What was said.
   *
   * @param came agents with a new session, or back from away
   * @param progress the newest of each agent
   */
  record News(Set<String> came, Map<String, Learning> progress) {}

  private final Map<String, Learning> lastProgress = new LinkedHashMap<>();
  private Set<String> came = new LinkedHashSet<>();
  private Map<String, Learning> progress = new LinkedHashMap<>();

  /**
   * @return whether nothing was pending before: the control loop is to be told
   */
  synchronized boolean came(String agentId) {
    boolean first = isEmpty();
    came.add(agentId);
    return first;
  }

  /**
   * @param learning null: the agent has no part in a round
   * @return whether nothing was pending before: the control loop is to be told
   */
  synchronized boolean progressed(String agentId, @Nullable Learning learning) {
    if (learning == null) {
      lastProgress.remove(agentId);
      return false;
    }
    if (learning.equals(lastProgress.put(agentId, learning))) {
      return false;
    }
    boolean first = isEmpty();
    progress.put(agentId, learning);
    return first;
  }

  private boolean isEmpty() {
    return came.isEmpty() && progress.isEmpty();
  }

  /** A session has ended. */
  synchronized void left(String agentId) {
    lastProgress.remove(agentId);
  }

  /** Takes what is pending. */
  synchronized News take() {
    News news = new News(came, progress);
    came = new LinkedHashSet<>();
    progress = new LinkedHashMap<>();
    return news;
  }
}
