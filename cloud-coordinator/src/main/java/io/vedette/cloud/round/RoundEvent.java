package io.vedette.cloud.round;

import io.vedette.registry.manifest.Artifact;

/** What can happen to a round. */
public sealed interface RoundEvent {

  /** It was stored: the invitations may go out. */
  record Opened() implements RoundEvent {}

  /** An agent is there, for the first time or again. */
  record AgentConnected(String agentId) implements RoundEvent {}

  /** An agent's learner runs. */
  record Training(String agentId, String message) implements RoundEvent {}

  /** An agent does not take part, or its learner failed. */
  record Declined(String agentId, String why, long nowMs) implements RoundEvent {}

  /** An agent's update is durable. */
  record Updated(String agentId, Participant.Contribution update, long nowMs)
      implements RoundEvent {}

  /** Time has passed. */
  record Ticked(long nowMs) implements RoundEvent {}

  /** The coordinator is back after it went down. */
  record Restarted() implements RoundEvent {}

  /** One student was made of the updates. */
  record Aggregated(Artifact student, String note, long nowMs) implements RoundEvent {}

  /** No student could be made of the updates. */
  record AggregationFailed(String why, long nowMs) implements RoundEvent {}
}
