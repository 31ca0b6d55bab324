package io.vedette.cloud.rollout;

/** What can happen to a rollout. */
public sealed interface RolloutEvent {

  /** It was stored: the canary may be told. */
  record Started(long nowMs) implements RolloutEvent {}

  /** A device is there, for the first time or again. */
  record DeviceOnline(String agentId, long nowMs) implements RolloutEvent {}

  /** A device misses its heartbeats. */
  record DeviceAway(String agentId, long nowMs) implements RolloutEvent {}

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
      long nowMs)
      implements RolloutEvent {}

  /** Time has passed. */
  record Ticked(long nowMs) implements RolloutEvent {}

  /** A person wants it held where it is. */
  record Paused(String why) implements RolloutEvent {}

  /** A person wants it to go on. */
  record Resumed(long nowMs) implements RolloutEvent {}

  /** A person wants it to end here. */
  record Aborted(String why, long nowMs) implements RolloutEvent {}

  /** A person wants everybody back on the previous version. */
  record TurnedBack(String why, long nowMs) implements RolloutEvent {}

  /** The coordinator is back after it went down. */
  record Restarted() implements RolloutEvent {}
}
