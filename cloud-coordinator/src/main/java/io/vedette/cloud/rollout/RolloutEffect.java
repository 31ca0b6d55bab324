package io.vedette.cloud.rollout;

/** What a rollout wants done. Every effect may be asked for twice, and is harmless then. */
public sealed interface RolloutEffect {

  /**
   * Send a device the command to install the new version.
   *
   * @param back the previous version instead
   */
  record Install(String agentId, boolean back) implements RolloutEffect {}

  /** Withdraw a device's command to install the new version. */
  record Withdraw(String agentId, String why) implements RolloutEffect {}

  /** Point the alias "canary" at the new version. */
  record MarkCanary() implements RolloutEffect {}

  /** Point the alias "stable" at the new version. */
  record MarkStable() implements RolloutEffect {}

  /** Point both aliases at the previous version. */
  record MarkPrevious() implements RolloutEffect {}

  /** Add a line to the event feed. */
  record Announce(String text, boolean warning) implements RolloutEffect {}
}
