package io.vedette.federated.train.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps what is costly from being done too often. */
final class MinimumInterval {

  private final Duration length;
  private final Clock clock;
  private Instant until = Instant.MIN;

  MinimumInterval(Duration length, Clock clock) {
    this.length = length;
    this.clock = clock;
  }

  /** Whether it is over; if so the next one begins. */
  boolean isOver() {
    Instant now = clock.instant();
    if (now.isBefore(until)) {
      return false;
    }
    until = now.plus(length);
    return true;
  }
}
