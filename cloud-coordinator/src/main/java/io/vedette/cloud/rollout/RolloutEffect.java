package io.vedette.cloud.rollout;

/** What a rollout wants done. Every effect may be asked for twice, and is harmless then. */
public sealed interface RolloutEffect {

  /** Tell a device to move, to the new version or back to the previous one. */
  record Order(String agentId, boolean back) implements RolloutEffect {}

  /** Tell a device to forget the order to move to the new version. */
  record Withdraw(String agentId, String why) implements RolloutEffect {}

  /** Point the alias "canary" at the new version. */
  record MarkCanary() implements RolloutEffect {}

  /** Point the alias "stable" at the new version. */
  record MarkStable() implements RolloutEffect {}

  /** Point both aliases at the previous version. */
  record MarkPrevious() implements RolloutEffect {}

  /** Tell people. */
  record Announce(String text, boolean warning) implements RolloutEffect {}
}
