package io.vedette.cloud.round;

/** What a round wants done. Every effect may be asked for twice, and must be harmless then. */
public sealed interface RoundEffect {

  /** Send the agent its command. */
  record Invite(String agentId) implements RoundEffect {}

  /** Make one student of the updates. */
  record Aggregate() implements RoundEffect {}

  /** Hand the aggregated student on to distillation. */
  record HandOn() implements RoundEffect {}

  /** Tell people how it ended. */
  record Announce() implements RoundEffect {}

  /** Tell people something about it. */
  record Say(String text) implements RoundEffect {}
}
