package io.vedette.cloud.rollout;

import io.vedette.cloud.machine.EventTime;

/**
 * A device's part in a rollout.
 *
 * @param wave 0 is the canary
 * @param state how far it is
 * @param away not reachable now: it is not waited for
 * @param goingBack it is on its way to the previous version
 * @param message its last word, for people
 * @param swapGapMs the longest time one of its cameras went unanswered during the swap
 * @param orderedMs when it was last told to move, active time; 0 before
 */
public record Member(
    String agentId,
    int wave,
    State state,
    boolean away,
    boolean goingBack,
    String message,
    double swapGapMs,
    long orderedMs) {

  /** How far a device is. */
  public enum State {
    WAITING,
    SENT,
    DOWNLOADING,
    SELF_TEST,
    SWAPPED,
    CONFIRMED,
    FAILED,
    ROLLED_BACK
  }

  static Member waiting(String agentId, int wave) {
    return new Member(agentId, wave, State.WAITING, false, false, "", 0, 0);
  }

  Member ordered(boolean back, EventTime now) {
    return new Member(
        agentId, wave, State.SENT, away, back, back ? "going back" : "", swapGapMs, now.activeMs());
  }

  /** Its time begins again. */
  Member waitedFor(EventTime now) {
    return new Member(agentId, wave, state, away, goingBack, message, swapGapMs, now.activeMs());
  }

  Member in(State next, String said, double gapMs) {
    return new Member(
        agentId, wave, next, away, goingBack, said, Math.max(swapGapMs, gapMs), orderedMs);
  }

  Member away(boolean now) {
    return new Member(agentId, wave, state, now, goingBack, message, swapGapMs, orderedMs);
  }

  /** Told to move, and neither there nor failed. */
  boolean moving() {
    return state == State.SENT
        || state == State.DOWNLOADING
        || state == State.SELF_TEST
        || state == State.SWAPPED;
  }

  /** Told to move to the new version, whatever came of it: it may run it. */
  boolean touched() {
    return moving() || state == State.CONFIRMED;
  }
}
