package io.vedette.cloud.teacher;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How frames are batched for teachers. What is missing takes its default.
 *
 * @param maxBatch frames per batch; a worker may take fewer (8)
 * @param maxWait a frame waits at most this long for a full batch once a worker is free (50 ms)
 * @param batchDeadline a batch that takes longer goes to another worker; a slow worker gets more
 *     time (60 s)
 * @param maxAttempts a frame that was lost alone so often is given up, if others were not (3)
 */
public record TeacherBatchConfig(
    int maxBatch, Duration maxWait, Duration batchDeadline, int maxAttempts) {

  public TeacherBatchConfig(
      int maxBatch, @Nullable Duration maxWait, @Nullable Duration batchDeadline, int maxAttempts) {
    this.maxBatch = maxBatch > 0 ? maxBatch : 8;
    this.maxWait = maxWait == null ? Duration.ofMillis(50) : maxWait;
    this.batchDeadline = batchDeadline == null ? Duration.ofSeconds(60) : batchDeadline;
    this.maxAttempts = maxAttempts > 0 ? maxAttempts : 3;
  }

  public static TeacherBatchConfig defaults() {
    return new TeacherBatchConfig(0, null, null, 0);
  }
}
