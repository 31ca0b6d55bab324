package io.vedette.cloud.quota;

/**
 * A token bucket. It holds the quota of six minutes and begins full, so in no hour is more than 1.1
 * times the quota taken. Something that costs more than it holds is taken when it is full, and the
 * bucket is in debt then. Times are monotonic milliseconds; not safe for use by several threads.
 */
final class QuotaBucket {

  private static final double HOUR_MS = 3_600_000;
  private static final double HOLDS_HOURS = 0.1;

  private double perHour;
  private double tokens;
  private long atMs;

  QuotaBucket(double perHour, long nowMs) {
    this.perHour = perHour;
    this.tokens = capacity();
    this.atMs = nowMs;
  }

  private double capacity() {
    return Math.max(1, perHour * HOLDS_HOURS);
  }

  /** Time has passed, and from now on the bucket fills at a rate. */
  void advance(double newPerHour, long nowMs) {
    tokens += Math.max(0, nowMs - atMs) * perHour / HOUR_MS;
    perHour = newPerHour;
    tokens = Math.min(tokens, capacity());
    atMs = nowMs;
  }

  /**
   * When something can be taken, milliseconds; 0: now.
   *
   * @param reserved what is certain to be taken yet
   */
  long waitMs(double cost, double reserved) {
    double missing = Math.min(cost, capacity()) + reserved - tokens;
    return missing <= 0 ? 0 : (long) Math.ceil(missing * HOUR_MS / perHour);
  }

  void take(double cost) {
    tokens -= cost;
  }
}
