package io.vedette.edge.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of the event log. Zero means the default.
 *
 * @param disabled true: no events are kept
 * @param maxBytes on disk; beyond it the oldest day's pictures are deleted first; default 512 MiB
 * @param maxAge older days are deleted; default 14 days
 */
public record EventConfig(boolean disabled, long maxBytes, Duration maxAge) {

  public EventConfig(boolean disabled, long maxBytes, @Nullable Duration maxAge) {
    this.disabled = disabled;
    this.maxBytes = maxBytes == 0 ? 512L << 20 : maxBytes;
    this.maxAge = maxAge == null ? Duration.ofDays(14) : maxAge;
    if (this.maxBytes < 1 << 20 || this.maxAge.toDays() < 1) {
      throw new IllegalArgumentException(
          "events: give maxBytes 1048576 or more and maxAge P1D or more");
    }
  }

  public static EventConfig defaults() {
    return new EventConfig(false, 0, null);
  }
}
