package io.vedette.cloud.round;

import java.util.Optional;

/**
 * When a participant is not waited for any more: its silence lasts too long, or the others have
 * given enough updates and it takes several times as long as they took, or it takes many times as
 * long as its first steps promised. Every bound comes from a measured pace, and none is below a
 * floor. Pure.
 *
 * @param patienceMs the floor
 */
record StragglerPolicy(long patienceMs) {

  /** Where enough updates are there, this many times their median is waited. */
  private static final int SLOWER = 3;

  /** No participant is waited for longer than this many times its expected time. */
  private static final int LONGEST = 20;

  /** While participants may be slower than the others, they are compared so often per patience. */
  private static final int COMPARISONS = 60;

  /**
   * Why it is not waited for any more; empty while it is.
   *
   * @param usualMs what the others took; 0 while the round could not end without it
   */
  Optional<String> why(ParticipantPace pace, long usualMs, long nowMs) {
    long elapsed = pace.elapsedMs(nowMs);
    if (pace.deadline().passed(nowMs, patienceMs)) {
      long silent = pace.deadline().patienceMs(patienceMs) / 1_000;
      return Optional.of("made no progress for " + silent + " s");
    }
    if (usualMs > 0 && elapsed > Math.max(patienceMs, SLOWER * usualMs)) {
      return Optional.of(
          "takes more than " + SLOWER + " times the " + usualMs / 1_000 + " s of the others");
    }
    long longest = LONGEST * Math.max(patienceMs, pace.expectedMs());
    return elapsed > longest
        ? Optional.of("is not done after " + longest / 1_000 + " s")
        : Optional.empty();
  }

  /** No participant of this pace is late before, whatever the others do meanwhile. */
  long dueMs(ParticipantPace pace, long usualMs, long nowMs) {
    long silent = pace.deadline().lastMs() + pace.deadline().patienceMs(patienceMs);
    long compared =
        Math.max(pace.startedMs() + patienceMs + 1, nowMs + Math.max(1, patienceMs / COMPARISONS));
    long slower =
        usualMs > 0
            ? Math.min(compared, pace.startedMs() + Math.max(patienceMs, SLOWER * usualMs) + 1)
            : compared;
    return Math.min(silent, slower);
  }

  /** The median time of those that are done; 0 while none is. */
  static long usualMs(Round round) {
    long[] took =
        round.updated().stream()
            .mapToLong(p -> p.pace().tookMs())
            .filter(ms -> ms > 0)
            .sorted()
            .toArray();
    return took.length == 0 ? 0 : took[took.length / 2];
  }
}
