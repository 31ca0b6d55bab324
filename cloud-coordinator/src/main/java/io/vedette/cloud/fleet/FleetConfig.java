package io.vedette.cloud.fleet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats of agents and the limit of devices. What is missing takes its default.
 *
 * @param heartbeat time between heartbeats (2 s)
 * @param missedHeartbeats an agent that misses this many without a connection, or five times as
 *     many with one, is away (3)
 * @param maxDevices more are refused (100,000)
 */
public record FleetConfig(Duration heartbeat, int missedHeartbeats, int maxDevices) {

  public FleetConfig(@Nullable Duration heartbeat, int missedHeartbeats, int maxDevices) {
    this.heartbeat = heartbeat == null ? Duration.ofSeconds(2) : heartbeat;
    this.missedHeartbeats = missedHeartbeats > 0 ? missedHeartbeats : 3;
    this.maxDevices = maxDevices > 0 ? maxDevices : 100_000;
  }

  public static FleetConfig defaults() {
    return new FleetConfig(null, 0, 0);
  }

  /** An agent without a heartbeat for longer is away, milliseconds. */
  public long awayAfterMs() {
    return heartbeat.toMillis() * missedHeartbeats;
  }
}
