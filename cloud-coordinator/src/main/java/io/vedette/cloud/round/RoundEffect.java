package io.vedette.cloud.round;

import java.util.Optional;

/** What a round wants done. Every effect may be performed twice, and is harmless then. */
public sealed interface RoundEffect {

  /** The participant that it is about; empty: it is about the whole. */
  default Optional<String> participant() {
    return Optional.empty();
  }

  /** Send the agent its command. */
  record Invite(String agentId) implements RoundEffect {
    @Override
    public Optional<String> participant() {
      return Optional.of(agentId);
    }
  }

  /** Withdraw the agent's command. */
  record Withdraw(String agentId, String why) implements RoundEffect {
    @Override
    public Optional<String> participant() {
      return Optional.of(agentId);
    }
  }

  /** Make one student of the updates. */
  record Aggregate() implements RoundEffect {}

  /** Stop making one. */
  record StopAggregating() implements RoundEffect {}

  /** Offer the aggregated student to distillation. */
  record OfferStudent() implements RoundEffect {}

  /** Add its end to the event feed. */
  record AnnounceEnd() implements RoundEffect {}

  /**
   * Add a line to the event feed.
   *
   * @param agentId the participant that it is about; empty: it is about the whole
   */
  record Announce(String agentId, String text) implements RoundEffect {

    Announce(String text) {
      this("", text);
    }

    @Override
    public Optional<String> participant() {
      return Optional.of(agentId).filter(agent -> !agent.isEmpty());
    }
  }

  /** Go on with the participants that a step left out, because it would have been too large. */
  record Continue() implements RoundEffect {}
}
