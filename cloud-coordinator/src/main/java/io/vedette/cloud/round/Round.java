package io.vedette.cloud.round;

import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One federated round.
 *
 * @param startedMs milliseconds since the epoch, as every time here
 * @param deadlineMs updates after it are late
 * @param endedMs 0 while it is under way
 * @param base the version that the participants start from
 * @param training its training graph
 * @param minUpdates fewer fail the round
 * @param seed of local training
 * @param why it failed, or another word for people
 * @param aggregate the aggregated training graph; null before
 */
public record Round(
    String id,
    Phase phase,
    long startedMs,
    long deadlineMs,
    long endedMs,
    VersionId base,
    Artifact training,
    int minUpdates,
    long seed,
    List<Participant> participants,
    String why,
    @Nullable Artifact aggregate) {

  /** Where a round is. */
  public enum Phase {
    OPEN,
    AGGREGATING,
    AGGREGATED,
    FAILED
  }

  public Round {
    participants = List.copyOf(participants);
  }

  /** A round that is about to invite its participants. */
  public static Round opening(
      String id,
      long nowMs,
      long deadlineMs,
      VersionId base,
      Artifact training,
      int minUpdates,
      long seed,
      List<String> agents) {
    return new Round(
        id,
        Phase.OPEN,
        nowMs,
        deadlineMs,
        0,
        base,
        training,
        minUpdates,
        seed,
        agents.stream().map(Participant::invited).toList(),
        "",
        null);
  }

  public Optional<Participant> participant(String agentId) {
    return participants.stream().filter(p -> p.agentId().equals(agentId)).findFirst();
  }

  /** The participants that gave an update. */
  public List<Participant> updated() {
    return participants.stream().filter(p -> p.update() != null).toList();
  }

  /** Neither aggregated nor failed. */
  public boolean underWay() {
    return phase == Phase.OPEN || phase == Phase.AGGREGATING;
  }

  Round map(UnaryOperator<Participant> change) {
    List<Participant> changed = participants.stream().map(change).toList();
    return new Round(
        id,
        phase,
        startedMs,
        deadlineMs,
        endedMs,
        base,
        training,
        minUpdates,
        seed,
        changed,
        why,
        aggregate);
  }

  Round change(String agentId, UnaryOperator<Participant> change) {
    return map(p -> p.agentId().equals(agentId) ? change.apply(p) : p);
  }

  Round in(Phase next) {
    return new Round(
        id,
        next,
        startedMs,
        deadlineMs,
        endedMs,
        base,
        training,
        minUpdates,
        seed,
        participants,
        why,
        aggregate);
  }

  Round ended(Phase next, long nowMs, String reason, @Nullable Artifact result) {
    return new Round(
        id,
        next,
        startedMs,
        deadlineMs,
        nowMs,
        base,
        training,
        minUpdates,
        seed,
        participants,
        reason,
        result);
  }
}
