package io.vedette.edge.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of the outbox. Zero means the default.
 *
 * @param maxBytes on disk; beyond it the easiest frames are evicted, the oldest of them first;
 *     default 256 MiB
 * @param maxAge older frames are evicted, however hard; default 3 days
 */
public record OutboxConfig(long maxBytes, Duration maxAge) {

  public OutboxConfig(long maxBytes, @Nullable Duration maxAge) {
    this.maxBytes = maxBytes == 0 ? 256L << 20 : maxBytes;
    this.maxAge = maxAge == null ? Duration.ofDays(3) : maxAge;
    if (this.maxBytes < 1 << 20) {
      throw new IllegalArgumentException(
          "outbox: maxBytes "
              + maxBytes
              + " is less than one frame may need; give 1048576 or more");
    }
    if (this.maxAge.isNegative() || this.maxAge.isZero()) {
      throw new IllegalArgumentException(
          "outbox: maxAge " + maxAge + " is not above zero; give PT1H or more");
    }
  }

  public static OutboxConfig defaults() {
    return new OutboxConfig(0, null);
  }
}
