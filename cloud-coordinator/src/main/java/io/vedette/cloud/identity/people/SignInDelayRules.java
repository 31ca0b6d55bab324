package io.vedette.cloud.identity.people;

import org.jspecify.annotations.Nullable;

/**
 * How long the next sign-in has to wait after failures: not at all after the first few, then a
 * pause that doubles with each failure. Time arrives with each call.
 *
 * @param free so many failures cost nothing
 * @param firstMs the pause after one more
 * @param longestMs no pause is longer
 * @param forgetMs failures are forgotten after so long without one
 */
record SignInDelayRules(int free, long firstMs, long longestMs, long forgetMs) {

  /** Short, since a stranger can make a person wait by it. */
  static final SignInDelayRules BY_NAME = new SignInDelayRules(3, 1_000, 30_000, 900_000);

  /** More free, since many may share an address. */
  static final SignInDelayRules BY_ADDRESS = new SignInDelayRules(10, 1_000, 300_000, 3_600_000);

  /**
   * Failures so far.
   *
   * @param failures at least 1
   * @param lastMs when the newest was
   */
  record Failures(int failures, long lastMs) {}

  /** After one more failure. */
  Failures failed(@Nullable Failures before, long nowMs) {
    int earlier = before == null || isForgotten(before, nowMs) ? 0 : before.failures();
    return new Failures(Math.min(earlier + 1, 1_000_000), nowMs);
  }

  /** From when on the next sign-in is looked at, milliseconds since the epoch; 0: at once. */
  long openAtMs(@Nullable Failures failures, long nowMs) {
    if (failures == null || failures.failures() <= free || isForgotten(failures, nowMs)) {
      return 0;
    }
    int doublings = Math.min(failures.failures() - free - 1, 20);
    return failures.lastMs() + Math.min(longestMs, firstMs << doublings);
  }

  boolean isForgotten(Failures failures, long nowMs) {
    return nowMs - failures.lastMs() >= forgetMs;
  }
}
