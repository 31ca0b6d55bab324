package io.vedette.dashboard.live;

/**
 * How many bytes the lists of one page may have: a burst of any size is followed by a pause, so
 * that it is 40 kB a second in the long run.
 */
final class PageBudget {

  private static final long BYTES_PER_S = 40_000;

  private long freeAtMs;

  /**
   * Counts bytes that were sent.
   *
   * @param nowMs monotonic time
   * @return how long to wait until anything more is asked for, milliseconds
   */
  long spend(long nowMs, long bytes) {
    freeAtMs = Math.max(nowMs, freeAtMs) + bytes * 1_000 / BYTES_PER_S;
    return freeAtMs - nowMs;
  }
}
