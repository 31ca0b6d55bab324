package io.vedette.cloud.rollout;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Row;

/**
 * A device's part in a rollout: a row of it.
 *
 * @param wave 0 is the canary
 * @param state how far it is
 * @param away not reachable now; the rollout does not wait for it
 * @param goingBack its command is to install the previous version
 * @param message its last message, for people
 * @param swapGapMs the longest time one of its cameras went unanswered during the swap
 * @param sentMs when it last got a command, active time; 0 before
 * @param tookMs from its command until it confirmed; 0: it has not
 */
public record Member(
    String agentId,
    int wave,
    State state,
    boolean away,
    boolean goingBack,
    String message,
    double swapGapMs,
    long sentMs,
    long tookMs)
    implements Row {

  /**
   * What members are counted as.
   *
   * @param wave 0 is the canary
   * @param told it waits, and had its command once: it may have done what it says
   */
  public record Group(int wave, State state, boolean away, boolean goingBack, boolean told) {

    /** As in {@code CONFIRMED}, {@code canary SENT back}, {@code wave-2 WAITING told away}. */
    @Override
    public String toString() {
      return (wave == 0 ? "canary " : wave == 1 ? "" : "wave-" + wave + " ")
          + state
          + (told ? " told" : "")
          + (goingBack ? " back" : "")
          + (away ? " away" : "");
    }

    /** Can be sent its install command now, and has not been. */
    boolean waits(int ofWave) {
      return wave == ofWave && state == State.WAITING && !away;
    }

    /** Of a wave behind the canary, and can be sent its install command now. */
    boolean waits() {
      return wave > 0 && waits(wave);
    }

    /** Has a command, and can report on it. */
    boolean expected() {
      return state.moving() && !away;
    }

    /** Got the command to install the new version and has not failed: it may run it. */
    boolean mayRunNewVersion() {
      return installs() || state == State.CONFIRMED;
    }

    /** Has a command, or had one before the rollout was paused. */
    boolean installs() {
      return state.moving() || told;
    }

    /** May run the new version, and has no command to go back. */
    boolean mustTurnBack() {
      return mayRunNewVersion() && !goingBack;
    }
  }

  /** How far a device is. */
  public enum State {
    WAITING,
    SENT,
    DOWNLOADING,
    SELF_TEST,
    SWAPPED,
    CONFIRMED,
    FAILED,
    ROLLED_BACK;

    /** With a command, neither confirmed nor failed. */
    boolean moving() {
      return this == SENT || this == DOWNLOADING || this == SELF_TEST || this == SWAPPED;
    }
  }

  @Override
  public String key() {
    return agentId;
  }

  @Override
  public Group group() {
    return new Group(wave, state, away, goingBack, state == State.WAITING && sentMs > 0);
  }

  static Member waiting(String agentId, int wave) {
    return new Member(agentId, wave, State.WAITING, false, false, "", 0, 0, 0);
  }

  Member sent(boolean back, EventTime now) {
    return new Member(
        agentId,
        wave,
        State.SENT,
        away,
        back,
        back ? "going back" : "",
        swapGapMs,
        now.activeMs(),
        0);
  }

  /** It may have lost its command, and gets it again later; until then it may report. */
  Member waitingAgain() {
    return new Member(agentId, wave, State.WAITING, away, goingBack, message, swapGapMs, sentMs, 0);
  }

  /** Its command is withdrawn. */
  Member withdrawn(String why) {
    return new Member(agentId, wave, State.WAITING, away, goingBack, why, swapGapMs, 0, 0);
  }

  Member in(State next, String text, double gapMs) {
    return new Member(
        agentId, wave, next, away, goingBack, text, Math.max(swapGapMs, gapMs), sentMs, tookMs);
  }

  /** It has what it was sent; the time that it took is known unless the clock began anew. */
  Member confirmed(State next, String text, double gapMs, EventTime now) {
    return new Member(
        agentId,
        wave,
        next,
        away,
        goingBack,
        text,
        Math.max(swapGapMs, gapMs),
        sentMs,
        Math.max(0, now.activeMs() - sentMs));
  }

  Member away(boolean now) {
    return new Member(agentId, wave, state, now, goingBack, message, swapGapMs, sentMs, tookMs);
  }

  /** Has a command, and has neither confirmed nor failed. */
  boolean moving() {
    return state.moving();
  }

  /** Has a command, or had one before the rollout was paused: it may report on it. */
  boolean installs() {
    return group().installs();
  }

  /** Got the command to install the new version and has not failed: it may run it. */
  boolean mayRunNewVersion() {
    return group().mayRunNewVersion();
  }
}
