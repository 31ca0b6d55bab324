package io.vedette.cli.simulate;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Durations in buckets that grow by 2%, from 10 microseconds to some hours. Safe for use by several
 * threads.
 */
final class LatencyHistogram {

  private static final double GROWTH = Math.log(1.02);
  private static final double LEAST_MS = 0.01;
  private static final int BUCKETS = 1_000;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void record(long nanos) {
    double ms = nanos / 1e6;
    int bucket = ms <= LEAST_MS ? 0 : (int) (Math.log(ms / LEAST_MS) / GROWTH) + 1;
    counts.incrementAndGet(Math.min(bucket, BUCKETS - 1));
  }

  long count() {
    long sum = 0;
    for (int i = 0; i < BUCKETS; i++) {
      sum += counts.get(i);
    }
    return sum;
  }

  /** Milliseconds that a share of the durations does not exceed; 0 without any. */
  double quantile(double share) {
    long rank = (long) Math.ceil(share * count());
    long sum = 0;
    for (int i = 0; i < BUCKETS; i++) {
      sum += counts.get(i);
      if (sum >= rank && sum > 0) {
        return LEAST_MS * Math.exp(GROWTH * i);
      }
    }
    return 0;
  }
}
