package io.vedette.cloud.rollout;

import io.vedette.cloud.machine.EventTime;

/**
 * A device's part in a rollout.
 *
 * @param wave 0 is the canary
 * @param state how far it is
 * @param away not reachable now; the rollout does not wait for it
 * @param goingBack its command is to install the previous version
 * @param message its last message, for people
 * @param swapGapMs the longest time one of its cameras went unanswered during the swap
 * @param sentMs when it last got a command, active time; 0 before
 */
public record Member(
    String agentId,
    int wave,
    State state,
    boolean away,
    boolean goingBack,
    String message,
    double swapGapMs,
    long sentMs) {

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

  Member sent(boolean back, EventTime now) {
    return new Member(
        agentId, wave, State.SENT, away, back, back ? "going back" : "", swapGapMs, now.activeMs());
  }

  /** Its deadline begins again. */
  Member waitedFor(EventTime now) {
    return new Member(agentId, wave, state, away, goingBack, message, swapGapMs, now.activeMs());
  }

  Member in(State next, String text, double gapMs) {
    return new Member(
        agentId, wave, next, away, goingBack, text, Math.max(swapGapMs, gapMs), sentMs);
  }

  Member away(boolean now) {
    return new Member(agentId, wave, state, now, goingBack, message, swapGapMs, sentMs);
  }

  /** Has a command, and has neither confirmed nor failed. */
  boolean moving() {
    return state == State.SENT
        || state == State.DOWNLOADING
        || state == State.SELF_TEST
        || state == State.SWAPPED;
  }

  /** Got the command to install the new version and has not failed: it may run it. */
  boolean mayRunNewVersion() {
    return moving() || state == State.CONFIRMED;
  }
}
