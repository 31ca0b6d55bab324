package io.vedette.cloud.housekeeping;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long artifacts are kept that nothing uses any more, such as updates and datasets of old
 * rounds; the oldest beyond either bound are deleted. What is missing takes its default.
 *
 * @param maxBytes of all of them (16 GiB)
 * @param maxAge since they were stored (90 days)
 */
public record ArtifactRetentionConfig(long maxBytes, Duration maxAge) {

  public ArtifactRetentionConfig(long maxBytes, @Nullable Duration maxAge) {
    this.maxBytes = maxBytes > 0 ? maxBytes : 16L << 30;
    this.maxAge = maxAge == null ? Duration.ofDays(90) : maxAge;
  }

  public static ArtifactRetentionConfig defaults() {
    return new ArtifactRetentionConfig(0, null);
  }
}
