package io.vedette.cloud.fleet;

import java.util.HashMap;
import java.util.Map;

/**
 * Which agents send snapshots: those that somebody asks for, and a little longer. For the control
 * loop only; times in milliseconds.
 */
public final class SnapshotSubscriptions {

  private static final int INTERVAL_MS = 500;
  private static final long KEPT_MS = 10_000;

  private final Fleet fleet;
  private final Map<String, Long> askedAtMs = new HashMap<>();

  public SnapshotSubscriptions(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Somebody asks for an agent's snapshots. */
  void ask(String agentId, long nowMs) {
    if (askedAtMs.put(agentId, nowMs) == null) {
      fleet.send(agentId, session -> session.wantSnapshots(INTERVAL_MS));
    }
  }

  /** An agent has a new session, which knows of no subscription. */
  public void connected(String agentId) {
    if (askedAtMs.containsKey(agentId)) {
      fleet.send(agentId, session -> session.wantSnapshots(INTERVAL_MS));
    }
  }

  /** Ends the subscriptions that were not renewed lately. */
  public void tick(long nowMs) {
    askedAtMs
        .entrySet()
        .removeIf(
            entry -> {
              boolean over = nowMs - entry.getValue() > KEPT_MS;
              if (over) {
                fleet.send(entry.getKey(), session -> session.wantSnapshots(0));
                fleet.sightings().dropSnapshots(entry.getKey());
              }
              return over;
            });
  }
}
