package io.vedette.cloud.round;

import io.vedette.cloud.fleet.Fleet;
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
  private final Fleet fleet;
  private final FleetVersions versions;

  public RoundInvitations(RoundConfig config, Fleet fleet, FleetVersions versions) {
    this.config = config;
    this.fleet = fleet;
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
    fleet.send(agentId, session -> session.train(command));
  }

  /** Withdraws an agent's command. */
  void withdraw(String agentId, String commandId, String why) {
    fleet.send(agentId, session -> session.cancel(commandId, why));
  }
}
