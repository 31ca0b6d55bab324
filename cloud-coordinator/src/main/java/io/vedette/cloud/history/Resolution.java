package io.vedette.cloud.history;

import java.time.Duration;

/**
 * How finely figures are kept, and for how long.
 *
 * @param name of it in keys
 * @param stepMs length of the span of one row, milliseconds
 * @param rows that are kept
 */
public record Resolution(String name, long stepMs, int rows) {

  Resolution(String name, Duration step, int rows) {
    this(name, step.toMillis(), rows);
  }

  /** Begin of the slot that a moment is in. */
  long slot(long atMs) {
    return Math.floorDiv(atMs, stepMs) * stepMs;
  }

  /** The place of a slot in the ring of rows. */
  long place(long slotMs) {
    return Math.floorMod(Math.floorDiv(slotMs, stepMs), (long) rows);
  }

  /** How far back rows reach, milliseconds. */
  long spanMs() {
    return stepMs * rows;
  }
}
