package io.vedette.edge.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the escalation breaker opens, and for how long. Zero means the default.
 *
 * @param answerWithin a frame without a verdict after so long counts as unanswered; default 30 s
 * @param failures unanswered frames in a row that open the breaker; default 3
 * @param firstPause before one frame is tried; doubled each time that fails; default 5 s
 * @param longestPause default 2 min
 */
public record BreakerConfig(
    Duration answerWithin, int failures, Duration firstPause, Duration longestPause) {

  public BreakerConfig(
      @Nullable Duration answerWithin,
      int failures,
      @Nullable Duration firstPause,
      @Nullable Duration longestPause) {
    this.answerWithin = answerWithin == null ? Duration.ofSeconds(30) : answerWithin;
    this.failures = failures == 0 ? 3 : failures;
    this.firstPause = firstPause == null ? Duration.ofSeconds(5) : firstPause;
    this.longestPause = longestPause == null ? Duration.ofMinutes(2) : longestPause;
    if (this.answerWithin.toMillis() < 1
        || this.failures < 1
        || this.firstPause.toMillis() < 1
        || this.longestPause.compareTo(this.firstPause) < 0) {
      throw new IllegalArgumentException(
          "breaker: answerWithin, failures and firstPause must be above 0, longestPause at least"
              + " firstPause");
    }
  }

  public static BreakerConfig defaults() {
    return new BreakerConfig(null, 0, null, null);
  }
}
