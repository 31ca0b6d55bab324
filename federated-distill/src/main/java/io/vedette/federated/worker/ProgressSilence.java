package io.vedette.federated.worker;

import java.time.Duration;

/**
 * How long a child has shown no progress, as far as this process was there to see it: while the
 * machine sleeps or this process is stopped, nothing is missed. It is looked at every second; of a
 * longer gap only a few seconds count.
 */
final class ProgressSilence {

  private static final long LONGEST_GAP_NANOS = 5_000_000_000L;

  private long lookedAt;
  private long lasting;

  ProgressSilence(long now) {
    lookedAt = now;
  }

  /** The child has shown progress. */
  synchronized void end() {
    lasting = 0;
  }

  /**
   * How long it has lasted.
   *
   * @param now nanoseconds of a clock that never goes back
   */
  synchronized Duration lookedAt(long now) {
    lasting += Math.min(now - lookedAt, LONGEST_GAP_NANOS);
    lookedAt = now;
    return Duration.ofNanos(lasting);
  }
}
