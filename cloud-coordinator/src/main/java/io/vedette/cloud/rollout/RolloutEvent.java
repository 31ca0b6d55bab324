package io.vedette.cloud.rollout;

import io.vedette.cloud.machine.EventTime;

/** What can happen to a rollout. */
public sealed interface RolloutEvent {

  /** It was stored: the canary may be told. */
  record Started(EventTime now) implements RolloutEvent {}

  /** A device is there, for the first time or again. */
  record DeviceOnline(String agentId, EventTime now) implements RolloutEvent {}

  /** A device misses its heartbeats. */
  record DeviceAway(String agentId, EventTime now) implements RolloutEvent {}

  /**
   * A device reports on its way.
   *
   * @param goingBack it speaks of the way back
   */
  record Reported(
      String agentId,
      boolean goingBack,
      Member.State state,
      String message,
      double swapGapMs,
      EventTime now)
      implements RolloutEvent {}

  /** Time has passed. */
  record Ticked(EventTime now) implements RolloutEvent {}

  /** A person wants it held where it is. */
  record Paused(String why) implements RolloutEvent {}

  /** A person wants it to go on. */
  record Resumed(EventTime now) implements RolloutEvent {}

  /** A person wants it to end here. */
  record Aborted(String why, EventTime now) implements RolloutEvent {}

  /** A person wants everybody back on the previous version. */
  record TurnedBack(String why, EventTime now) implements RolloutEvent {}

  /** The coordinator is back after it went down. */
  record Restarted(EventTime now) implements RolloutEvent {}
}
