package io.vedette.cloud.round;

import io.vedette.cloud.escalation.DeploymentQueries;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.Manifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Opens a round when enough verdicts came and enough agents are ready, as {@link RoundTrigger}
 * says, or by hand. Its {@link RoundPace} is written behind, with the next tick. For the control
 * loop only.
 */
public final class RoundOpener {

  private final RoundConfig config;
  private final Rounds rounds;
  private final DeploymentQueries escalations;
  private final Members members;
  private final FleetVersions versions;
  private final RoundPaceStore paces;
  private final EventFeed feed;
  private RoundPace pace;
  private volatile @Nullable RoundPace stored;
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

  /** The newest round, if it was urgent; empty after a restart. */
  private String urgentRound = "";

  /** Verdicts when the last round opened; after a restart, those at the restart. */
  private long verdictsAtLastRound;

  /**
   * Reads the stored pace.
   *
   * @param revision of the deployment
   */
  public RoundOpener(
      RoundConfig config,
      int revision,
      Rounds rounds,
      DeploymentQueries escalations,
      Members members,
      FleetVersions versions,
      RoundPaceStore paces,
      EventFeed feed) {
    this.config = config;
    this.rounds = rounds;
    this.escalations = escalations;
    this.members = members;
    this.versions = versions;
    this.paces = paces;
    this.feed = feed;
    Optional<RoundPace> before = paces.find(members.deployment());
    this.stored = before.orElse(null);
    this.pace =
        before
            .map(known -> known.of(revision))
            .orElseGet(() -> RoundPace.starting(members.deployment(), revision));
    this.verdictsAtLastRound = verdicts();
  }

  private long verdicts() {
    return escalations.totals().answered();
  }

  /** What decides when the next round opens. */
  public RoundPace pace() {
    return pace;
  }

  /** No round opens before, milliseconds since the epoch; 0: nothing is waited for. */
  public long notBeforeMs() {
    return config.manual() ? 0 : pace.notBeforeMs(config.minInterval(), config.maxWait());
  }

  /** Why the next round waits, or does not, for people; empty: it is as usual. */
  public String because() {
    return config.manual() ? "rounds open only by hand" : pace.because();
  }

  /**
   * A distillation of this deployment ended; each is told once.
   *
   * @param judged false: it failed before its gates, or they had too few frames: that says nothing
   * @param endedMs milliseconds since the epoch
   */
  public void distilled(String id, boolean judged, boolean madeVersion, long endedMs) {
    RoundPace next = pace.distilled(id, judged, madeVersion, endedMs);
    if (next.fruitless() > pace.fruitless()
        && !config.manual()
        && config.maxWait().compareTo(config.minInterval()) > 0) {
      tell(
          next.because()
              + "; no round opens before "
              + Instant.ofEpochMilli(next.notBeforeMs(config.minInterval(), config.maxWait()))
                  .truncatedTo(ChronoUnit.SECONDS));
    }
    pace = next;
  }

  /** Frames to train on came, of these cameras and labels: {@code "label scratch"}. */
  public void saw(Collection<String> kinds) {
    RoundPace next = pace.saw(kinds);
    if (pace.fruitless() > 0 && next.fruitless() == 0) {
      tell(
          "rounds open as usual again, for frames of a new kind: "
              + String.join(
                  ", ", kinds.stream().filter(kind -> !pace.kinds().contains(kind)).toList()));
    }
    pace = next;
  }

  /**
   * Conditions changed: a round opens as soon as enough agents can take part, unless one is under
   * way that opened for such a reason.
   */
  public void drifted(String why) {
    RoundPace next = pace.urgent(why);
    boolean enough = config.manual() || (rounds.underWay() && newestRound().equals(urgentRound));
    pace = enough ? next.opened() : next;
  }

  private String newestRound() {
    return rounds.newest(1).stream().map(Round::id).findFirst().orElse("");
  }

  private void tell(String text) {
    feed.info(Subject.of("deployment", members.deployment()), members.deployment() + ": " + text);
  }

  /**
   * Opens a round if one is due.
   *
   * @param rolloutUnderWay no round opens then
   * @param nowMs milliseconds since the epoch
   */
  public void openIfDue(boolean rolloutUnderWay, long nowMs) {
    versions.desired().ifPresent(version -> pace = pace.running(version.toString()));
    long newVerdicts = verdicts() - verdictsAtLastRound;
    RoundTrigger trigger =
        new RoundTrigger(
            newVerdicts,
            members.trainable(),
            nowMs - rounds.newest(1).stream().mapToLong(Round::startedMs).findFirst().orElse(0),
            rolloutUnderWay || rounds.underWay(),
            nowMs < notBeforeMs(),
            !pace.urgent().isEmpty());
    if (trigger.due(config)) {
      String why = pace.urgent().isEmpty() ? newVerdicts + " new verdicts" : pace.urgent();
      versions.current().ifPresent(version -> openIfTrainable(version, why));
    }
    write();
  }

  /** Writes the pace, unless the last write is still under way; a failed one is made again. */
  private CompletableFuture<Void> write() {
    RoundPace now = pace;
    if (!now.equals(stored) && writing.isDone()) {
      stored = now;
      writing =
          paces
              .put(now)
              .whenComplete(
                  (done, thrown) -> {
                    if (thrown != null) {
                      stored = null;
                    }
                  });
    }
    return writing;
  }

  /** A version without a training graph is run, and cannot be trained further. */
  private void openIfTrainable(Manifest version, String why) {
    if (version.training() != null) {
      feed.clear(alarm());
      open(version, why);
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

  /** Opens none any more; completes when its pace is durable. */
  public CompletableFuture<Void> close() {
    feed.clear(alarm());
    return flush();
  }

  /** Writes its pace, if it is not written yet; completes when it is durable. */
  public CompletableFuture<Void> flush() {
    return writing.handle((done, failed) -> null).thenCompose(ignored -> write());
  }

  /** After it was closed for good: nothing of its pace is kept. */
  public CompletableFuture<Void> forget() {
    return paces.remove(members.deployment());
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
                            + " and roll it out")),
        "by hand");
  }

  private Round open(Manifest version, String why) {
    Round round = rounds.open(members.trainableIds(), version, why);
    verdictsAtLastRound = verdicts();
    urgentRound = pace.urgent().isEmpty() ? "" : round.id();
    pace = pace.opened();
    return round;
  }
}
