package io.vedette.cloud.distillation;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.RoundAggregation;
import io.vedette.cloud.round.StudentReceiver;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the students of rounds to distillation. The newest one is taken when no distiller is at
 * work on an older one and no rollout is under way. At most one waits: a newer student includes
 * what the older one was made of. Where the fleet's version has changed meanwhile, the student is
 * rebased on it first. For the control loop only.
 */
public final class StudentHandover implements StudentReceiver {

  /** A student of more updates names its round only: that is where they are found. */
  private static final int NAMED_UPDATES = 256;

  private final String idPrefix;
  private final Distillations distillations;
  private final Rollouts rollouts;
  private final FleetVersions versions;
  private final RoundAggregation aggregation;
  private final ActiveTime time;
  private final EventFeed feed;

  /** Rounds whose student is being rebased, or could not be. */
  private final Set<String> rebasing = new HashSet<>();

  /** The round whose student was offered last. */
  private String newestRound = "";

  /**
   * @param idPrefix what ids of the deployment begin with
   */
  public StudentHandover(
      String idPrefix,
      Distillations distillations,
      Rollouts rollouts,
      FleetVersions versions,
      RoundAggregation aggregation,
      ActiveTime time,
      EventFeed feed) {
    this.idPrefix = idPrefix;
    this.distillations = distillations;
    this.rollouts = rollouts;
    this.versions = versions;
    this.aggregation = aggregation;
    this.time = time;
    this.feed = feed;
  }

  @Override
  public boolean took(String roundId) {
    return distillations.took(roundId);
  }

  @Override
  public Set<String> distilledRounds() {
    return distillations.distilledRounds();
  }

  @Override
  public void offer(Round newest) {
    newestRound = newest.id();
    Artifact student = newest.aggregate();
    if (student == null || !free() || took(newest.id()) || rebasing.contains(newest.id())) {
      return;
    }
    Manifest current = versions.current().orElse(null);
    Artifact training = current == null ? null : current.training();
    if (current == null || training == null || current.id().equals(newest.base())) {
      distil(newest, student, newest.base(), newest.training());
    } else {
      rebasing.add(newest.id());
      aggregation.rebase(
          newest, current, training, rebased -> rebased(newest, rebased, current.id(), training));
    }
  }

  private boolean free() {
    return rollouts.active().isEmpty() && !distillations.atWork();
  }

  private void rebased(
      Round round, RoundAggregation.Rebased rebased, VersionId version, Artifact training) {
    Artifact student = rebased.student();
    if (student == null) {
      feed.warning(
          Subject.of("round", round.id()),
          "the student of " + round.id() + " cannot be moved to " + version + ": " + rebased.why());
      return;
    }
    rebasing.remove(round.id());
    boolean stillDesired = versions.desired().filter(version::equals).isPresent();
    if (stillDesired && newestRound.equals(round.id()) && free()) {
      distil(round, student, version, training);
    }
  }

  /** "d-r-3" of "r-3", "boards-d-r-3" of "boards-r-3". */
  private String distillationId(String roundId) {
    return idPrefix + "d-" + roundId.substring(idPrefix.length());
  }

  private void distil(
      Round round, Artifact student, VersionId baseline, Artifact baselineTraining) {
    distillations.take(
        Distillation.of(
            distillationId(round.id()),
            round.id(),
            student,
            baseline,
            baselineTraining,
            round.updates() <= NAMED_UPDATES || round.record() != null
                ? round.usedIds()
                : List.of(),
            time.now().wallMs()));
  }
}
