package io.vedette.cloud.round;

import io.vedette.cloud.machine.ProgressDeadline;

/**
 * How fast a participant is. Active time, milliseconds.
 *
 * @param deadline when its silence has lasted too long
 * @param startedMs when it was invited
 * @param stepsTotal of the work that it has to do; 0 while unknown
 * @param expectedMs how long it will take, measured at its first steps; 0 while unknown. It stays:
 *     a participant that becomes slower and slower must not move its own bound
 * @param tookMs until its update came; 0 before
 */
public record ParticipantPace(
    ProgressDeadline deadline, long startedMs, long stepsTotal, long expectedMs, long tookMs) {

  static ParticipantPace starting(long nowMs) {
    return new ParticipantPace(ProgressDeadline.starting(nowMs), nowMs, 0, 0, 0);
  }

  /** It has done so many steps of its work. */
  ParticipantPace at(long steps, long total, long nowMs) {
    long expected =
        expectedMs == 0 && steps > 0 && total > 0
            ? Math.max(1, elapsedMs(nowMs)) * total / steps
            : expectedMs;
    return new ParticipantPace(deadline.at(steps, nowMs), startedMs, total, expected, tookMs);
  }

  /** It did something that has no steps. */
  ParticipantPace alive(long nowMs) {
    return new ParticipantPace(deadline.resumed(nowMs), startedMs, stepsTotal, expectedMs, tookMs);
  }

  /**
   * The same pace where nothing counts before a moment: the coordinator was down until then.
   *
   * @param nowMs what is later than now was counted by a clock of before
   */
  ParticipantPace since(long fromMs, long nowMs) {
    boolean silentBefore = deadline.lastMs() < fromMs || deadline.lastMs() > nowMs;
    boolean startedBefore = startedMs < fromMs || startedMs > nowMs;
    return silentBefore || startedBefore
        ? new ParticipantPace(
            silentBefore ? deadline.resumed(fromMs) : deadline,
            startedBefore ? fromMs : startedMs,
            stepsTotal,
            expectedMs,
            tookMs)
        : this;
  }

  /** Its update came. */
  ParticipantPace finished(long nowMs) {
    return new ParticipantPace(
        deadline, startedMs, stepsTotal, expectedMs, Math.max(1, elapsedMs(nowMs)));
  }

  long elapsedMs(long nowMs) {
    return nowMs - startedMs;
  }
}
