package io.vedette.cloud;

import io.vedette.cloud.fleet.AgentSession;
import io.vedette.cloud.fleet.Fleet;
import java.util.HashMap;
import java.util.Map;

/**
 * Who is being looked at: an agent sends snapshots while somebody asks for them, and a little
 * longer. For the control loop only; times in milliseconds.
 */
final class SnapshotSubscriptions {

  private static final int INTERVAL_MS = 500;
  private static final long PATIENCE_MS = 10_000;

  private final Fleet fleet;
  private final Map<String, Long> lookedAt = new HashMap<>();

  SnapshotSubscriptions(Fleet fleet) {
    this.fleet = fleet;
  }

  void look(String agentId, long nowMs) {
    if (lookedAt.put(agentId, nowMs) == null) {
      fleet.order(agentId, session -> session.wantSnapshots(INTERVAL_MS));
    }
  }

  /** An agent has a new session, which knows nothing of who looks. */
  void connected(String agentId) {
    if (lookedAt.containsKey(agentId)) {
      fleet.order(agentId, session -> session.wantSnapshots(INTERVAL_MS));
    }
  }

  void tick(long nowMs) {
    lookedAt
        .entrySet()
        .removeIf(
            entry -> {
              boolean over = nowMs - entry.getValue() > PATIENCE_MS;
              if (over) {
                fleet.order(entry.getKey(), SnapshotSubscriptions::stop);
              }
              return over;
            });
  }

  private static void stop(AgentSession session) {
    session.wantSnapshots(0);
  }
}
