package io.vedette.cloud.rollout;

import java.util.Optional;

/** What a rollout wants done. Every effect may be performed twice, and is harmless then. */
public sealed interface RolloutEffect {

  /** The member that it is about; empty: it is about the whole. */
  default Optional<String> member() {
    return Optional.empty();
  }

  /**
   * Send a device the command to install the new version.
   *
   * @param back the previous version instead
   */
  record Install(String agentId, boolean back) implements RolloutEffect {
    @Override
    public Optional<String> member() {
      return Optional.of(agentId);
    }
  }

  /** Withdraw a device's command to install the new version. */
  record Withdraw(String agentId, String why) implements RolloutEffect {
    @Override
    public Optional<String> member() {
      return Optional.of(agentId);
    }
  }

  /** Point the alias "canary" at the new version. */
  record MarkCanary() implements RolloutEffect {}

  /** From now on the fleet should run the new version; point the alias "stable" at it. */
  record MarkStable() implements RolloutEffect {}

  /** From now on the fleet should run the previous version; point both aliases at it. */
  record MarkPrevious() implements RolloutEffect {}

  /** Add a line to the event feed. */
  record Announce(String text, boolean warning) implements RolloutEffect {}

  /** Go on with the members that a step left out, because it would have been too large. */
  record Continue() implements RolloutEffect {}
}
