package io.vedette.cloud.round;

import io.vedette.cloud.machine.EventTime;
import io.vedette.registry.manifest.Artifact;
import java.util.Set;

/** What can happen to a round. */
public sealed interface RoundEvent {

  /** When it happened. */
  EventTime now();

  /** It begins: the invitations may go out. */
  record Opened(EventTime now) implements RoundEvent {}

  /** An agent is connected, for the first time or again. */
  record AgentConnected(String agentId, EventTime now) implements RoundEvent {}

  /** An agent begins another stage of its training. */
  record Training(String agentId, String message, EventTime now) implements RoundEvent {}

  /**
   * An agent made progress.
   *
   * @param steps work done; only growth is progress
   * @param stepsTotal of so many; 0 while it does not know
   */
  record Progressed(String agentId, long steps, long stepsTotal, EventTime now)
      implements RoundEvent {}

  /** An agent does not take part, or its learner failed. */
  record Declined(String agentId, String why, EventTime now) implements RoundEvent {}

  /** An agent's update is durable. */
  record Updated(String agentId, Participant.Contribution update, EventTime now)
      implements RoundEvent {}

  /** An update of an earlier round is durable. */
  record LateUpdated(LateUpdate late, EventTime now) implements RoundEvent {}

  /** Updates of earlier rounds are part of another student now, and no longer count here. */
  record LateUsed(Set<String> updateIds, EventTime now) implements RoundEvent {
    public LateUsed {
      updateIds = Set.copyOf(updateIds);
    }
  }

  /** Time has passed. */
  record Ticked(EventTime now) implements RoundEvent {}

  /** The coordinator is back after it went down. */
  record Restarted(EventTime now) implements RoundEvent {}

  /** One student was made of the updates. */
  record Aggregated(Artifact student, String note, AggregateRecord how, EventTime now)
      implements RoundEvent {}

  /** No student could be made of the updates. */
  record AggregationFailed(String why, EventTime now) implements RoundEvent {}

  /** A person ends it. */
  record Cancelled(String why, EventTime now) implements RoundEvent {}

  /** The next of the participants that a step left out have their turn. */
  record Continued(EventTime now) implements RoundEvent {}
}
