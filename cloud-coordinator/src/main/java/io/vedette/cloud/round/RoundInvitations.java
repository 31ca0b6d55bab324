package io.vedette.cloud.round;

import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.fleet.RoundCommand;
import io.vedette.cloud.version.FleetVersions;
import java.time.Duration;

/**
 * Sends agents their part of a round. Nothing happens while an agent is not connected. For the
 * control loop only.
 */
public final class RoundInvitations {

  /** Agents of an older release give up after this time; newer ones ignore it. */
  private static final Duration OLDER_AGENTS = Duration.ofDays(1);

  private final RoundConfig config;
  private final Members members;
  private final FleetVersions versions;

  public RoundInvitations(RoundConfig config, Members members, FleetVersions versions) {
    this.config = config;
    this.members = members;
    this.versions = versions;
  }

  /**
   * Invites an agent, for the first time or again.
   *
   * @throws IllegalStateException when the round's version is not there
   */
  void send(Round round, String agentId, String commandId) {
    RoundCommand command =
        new RoundCommand(
            commandId,
            members.deployment(),
            round.id(),
            round.training(),
            versions.manifest(round.base()).detector(),
            config.epochs(),
            config.batch(),
            config.learningRate(),
            config.minExamples(),
            config.maxExamples(),
            OLDER_AGENTS.toMillis(),
            round.seed());
    members.send(agentId, session -> session.train(command));
  }

  /** Withdraws an agent's command. */
  void withdraw(String agentId, String commandId, String why) {
    members.send(agentId, session -> session.cancel(commandId, why));
  }
}
