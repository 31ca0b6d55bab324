package io.vedette.cloud.rollout;

import io.vedette.cloud.health.FieldBlock;
import io.vedette.cloud.health.HealthReport;
import io.vedette.cloud.machine.EventTime;
import java.util.List;

/** What can happen to a rollout. */
public sealed interface RolloutEvent {

  /** When it happened. */
  EventTime now();

  /** It begins: the canary may install. */
  record Started(EventTime now) implements RolloutEvent {}

  /** A device is connected, for the first time or again. */
  record DeviceOnline(String agentId, EventTime now) implements RolloutEvent {}

  /** A device misses its heartbeats. */
  record DeviceAway(String agentId, EventTime now) implements RolloutEvent {}

  /**
   * A device reports how far its install is.
   *
   * @param goingBack the install is that of the previous version
   */
  record Reported(
      String agentId,
      boolean goingBack,
      Member.State state,
      String message,
      double swapGapMs,
      EventTime now)
      implements RolloutEvent {}

  /**
   * The field was looked at.
   *
   * @param before what the devices of this bake did before they moved; empty: it is not known
   */
  record Judged(HealthReport report, List<FieldBlock> before, EventTime now)
      implements RolloutEvent {}

  /** Time has passed. */
  record Ticked(EventTime now) implements RolloutEvent {}

  /** A person pauses it. */
  record Paused(String why, EventTime now) implements RolloutEvent {}

  /** A person resumes it, or lets a version go on that was not seen enough. */
  record Resumed(EventTime now) implements RolloutEvent {}

  /** A person ends it here. */
  record Aborted(String why, EventTime now) implements RolloutEvent {}

  /** A person asks for the previous version on every device. */
  record RollbackRequested(String why, EventTime now) implements RolloutEvent {}

  /** The coordinator is back after it went down. */
  record Restarted(EventTime now) implements RolloutEvent {}

  /** The next of the members that a step left out have their turn. */
  record Continued(EventTime now) implements RolloutEvent {}
}
