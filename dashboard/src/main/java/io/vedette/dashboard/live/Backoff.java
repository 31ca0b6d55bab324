package io.vedette.dashboard.live;

/** How long to wait before the next try: 0.5 s, doubled by every failure in a row, 10 s at most. */
final class Backoff {

  private static final long FIRST_MS = 500;
  private static final long MOST_MS = 10_000;

  private long next = FIRST_MS;

  /** Milliseconds to wait now; the next wait is longer. */
  long failed() {
    long wait = next;
    next = Math.min(next * 2, MOST_MS);
    return wait;
  }

  void succeeded() {
    next = FIRST_MS;
  }
}
