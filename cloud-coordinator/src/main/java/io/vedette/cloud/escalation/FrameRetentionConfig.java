package io.vedette.cloud.escalation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long settled frames are kept; the oldest beyond any of the bounds are forgotten. Frames that
 * wait, and those that a dataset in use refers to, are kept. What is missing takes its default.
 *
 * @param maxFrames with a verdict (100,000)
 * @param maxBytes of their pictures (16 GiB)
 * @param maxAge since the verdict (90 days)
 * @param maxQuarantined frames that no teacher could answer (1,000)
 * @param segmentBytes size of a file of pictures (64 MiB)
 */
public record FrameRetentionConfig(
    int maxFrames, long maxBytes, Duration maxAge, int maxQuarantined, long segmentBytes) {

  public FrameRetentionConfig(
      int maxFrames,
      long maxBytes,
      @Nullable Duration maxAge,
      int maxQuarantined,
      long segmentBytes) {
    this.maxFrames = maxFrames > 0 ? maxFrames : 100_000;
    this.maxBytes = maxBytes > 0 ? maxBytes : 16L << 30;
    this.maxAge = maxAge == null ? Duration.ofDays(90) : maxAge;
    this.maxQuarantined = maxQuarantined > 0 ? maxQuarantined : 1_000;
    this.segmentBytes = segmentBytes > 0 ? segmentBytes : 64L << 20;
  }

  public static FrameRetentionConfig defaults() {
    return new FrameRetentionConfig(0, 0, null, 0, 0);
  }
}
