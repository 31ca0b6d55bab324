package io.vedette.wire;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubles from {@code first} to {@code most}, each wait drawn
 * between half and all of it, so that a fleet that lost one coordinator does not come back at one
 * moment. Used by one thread.
 */
public final class Backoff {

  private final Duration first;
  private final Duration most;
  private final RandomGenerator random;
  private int failures;

  public Backoff(Duration first, Duration most, RandomGenerator random) {
    this.first = first;
    this.most = most;
    this.random = random;
  }

  /** The wait after one more failure. */
  public Duration next() {
    double whole = first.toMillis() * Math.pow(2, Math.min(failures++, 30));
    double bounded = Math.min(whole, most.toMillis());
    return Duration.ofMillis(Math.round(bounded * (0.5 + random.nextDouble() / 2)));
  }

  /** After a success: the next wait is the first again. */
  public void reset() {
    failures = 0;
  }
}
