package io.vedette.cloud.machine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clock of deadlines: it advances with every tick of the control loop, and stands still while
 * the process is stopped (a closed lid, SIGSTOP, a paused machine). A tick that comes late by more
 * than a few intervals counts as one interval, so that no deadline passes while the machine sleeps.
 * It reads a monotonic clock: setting the wall clock moves no deadline.
 *
 * <p>One thread ticks; any thread may ask for {@link #now}.
 */
public final class ActiveTime {

  /** A tick that is later than this many intervals was not only slow. */
  private static final int LATE_INTERVALS = 5;

  private final InstantSource wall;
  private final LongSupplier monotonicMs;
  private final long intervalMs;
  private volatile long activeMs;
  private long tickedMs;

  /**
   * A clock that begins at the wall clock's time.
   *
   * @param interval between ticks
   */
  public ActiveTime(InstantSource wall, Duration interval) {
    this(wall, () -> System.nanoTime() / 1_000_000, interval);
  }

  /** The same with another monotonic clock, milliseconds. */
  public ActiveTime(InstantSource wall, LongSupplier monotonicMs, Duration interval) {
    this.wall = wall;
    this.monotonicMs = monotonicMs;
    this.intervalMs = interval.toMillis();
    this.activeMs = wall.millis();
    this.tickedMs = monotonicMs.getAsLong();
  }

  /** Another interval has passed. */
  public synchronized void tick() {
    long now = monotonicMs.getAsLong();
    long passed = Math.max(0, now - tickedMs);
    tickedMs = now;
    activeMs += passed > LATE_INTERVALS * intervalMs ? intervalMs : passed;
  }

  /** The wall clock's time now, and the active time of the latest tick. */
  public EventTime now() {
    return new EventTime(wall.millis(), activeMs);
  }
}
