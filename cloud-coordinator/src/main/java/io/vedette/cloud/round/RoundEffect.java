package io.vedette.cloud.round;

/** What a round wants done. Every effect may be asked for twice, and must be harmless then. */
public sealed interface RoundEffect {

  /** Send the agent its command. */
  record Invite(String agentId) implements RoundEffect {}

  /** Make one student of the updates. */
  record Aggregate() implements RoundEffect {}

  /** Offer the aggregated student to distillation. */
  record OfferStudent() implements RoundEffect {}

  /** Add its end to the event feed. */
  record AnnounceEnd() implements RoundEffect {}

  /** Add a line to the event feed. */
  record Announce(String text) implements RoundEffect {}
}
