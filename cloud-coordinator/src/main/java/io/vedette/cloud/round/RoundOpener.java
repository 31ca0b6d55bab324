package io.vedette.cloud.round;

import io.vedette.cloud.escalation.DeploymentQueries;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.Manifest;

/**
 * Opens a round when enough verdicts came and enough agents are ready, as {@link RoundTrigger}
 * says, or by hand. For the control loop only.
 */
public final class RoundOpener {

  private final RoundConfig config;
  private final Rounds rounds;
  private final DeploymentQueries escalations;
  private final Members members;
  private final FleetVersions versions;
  private final EventFeed feed;

  /** Verdicts when the last round opened; after a restart, those at the restart. */
  private long verdictsAtLastRound;

  public RoundOpener(
      RoundConfig config,
      Rounds rounds,
      DeploymentQueries escalations,
      Members members,
      FleetVersions versions,
      EventFeed feed) {
    this.config = config;
    this.rounds = rounds;
    this.escalations = escalations;
    this.members = members;
    this.versions = versions;
    this.feed = feed;
    this.verdictsAtLastRound = verdicts();
  }

  private long verdicts() {
    return escalations.totals().answered();
  }

  /**
   * Opens a round if one is due.
   *
   * @param rolloutUnderWay no round opens then
   * @param nowMs milliseconds since the epoch
   */
  public void openIfDue(boolean rolloutUnderWay, long nowMs) {
    RoundTrigger trigger =
        new RoundTrigger(
            verdicts() - verdictsAtLastRound,
            members.trainable(),
            nowMs - rounds.newest(1).stream().mapToLong(Round::startedMs).findFirst().orElse(0),
            rolloutUnderWay || rounds.underWay());
    if (trigger.due(config)) {
      versions.current().ifPresent(this::openIfTrainable);
    }
  }

  /** A version without a training graph is run, and cannot be trained further. */
  private void openIfTrainable(Manifest version) {
    if (version.training() != null) {
      feed.clear(alarm());
      open(version);
    } else {
      feed.alarm(
          alarm(),
          Severity.WARNING,
          Subject.of("deployment", members.deployment()),
          members.deployment()
              + " cannot learn: "
              + version.id()
              + " has no training graph; register a version that has one and roll it out");
    }
  }

  private String alarm() {
    return "cannot-learn-" + members.deployment();
  }

  /** Opens none any more. */
  public void close() {
    feed.clear(alarm());
  }

  /**
   * Opens a round now.
   *
   * @throws IllegalStateException when one is under way, no agent can take part, or the fleet has
   *     no version that can be trained
   */
  public Round open() {
    return open(
        versions
            .current()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        members.deployment()
                            + " has no version yet; register one of the model "
                            + versions.modelName()
                            + " and roll it out")));
  }

  private Round open(Manifest version) {
    Round round = rounds.open(members.trainableIds(), version);
    verdictsAtLastRound = verdicts();
    return round;
  }
}
