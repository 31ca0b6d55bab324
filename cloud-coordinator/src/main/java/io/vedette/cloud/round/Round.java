package io.vedette.cloud.round;

import io.vedette.cloud.machine.EventTime;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One federated round.
 *
 * @param startedMs milliseconds since the epoch
 * @param endedMs 0 while it is under way
 * @param base the version that the participants start from
 * @param training its training graph
 * @param minUpdates fewer fail the round
 * @param seed of local training
 * @param late updates of earlier rounds that count here
 * @param why it failed, or another message for people
 * @param aggregate the aggregated training graph; null before
 */
public record Round(
    String id,
    Phase phase,
    long startedMs,
    long endedMs,
    VersionId base,
    Artifact training,
    int minUpdates,
    long seed,
    List<Participant> participants,
    List<LateUpdate> late,
    String why,
    @Nullable Artifact aggregate) {

  /** Where a round is. */
  public enum Phase {
    OPEN,
    AGGREGATING,
    AGGREGATED,
    FAILED
  }

  /** A round that an earlier release stored took over nothing. */
  public Round(
      String id,
      Phase phase,
      long startedMs,
      long endedMs,
      VersionId base,
      Artifact training,
      int minUpdates,
      long seed,
      List<Participant> participants,
      @Nullable List<LateUpdate> late,
      String why,
      @Nullable Artifact aggregate) {
    this.id = id;
    this.phase = phase;
    this.startedMs = startedMs;
    this.endedMs = endedMs;
    this.base = base;
    this.training = training;
    this.minUpdates = minUpdates;
    this.seed = seed;
    this.participants = List.copyOf(participants);
    this.late = late == null ? List.of() : List.copyOf(late);
    this.why = why;
    this.aggregate = aggregate;
  }

  /**
   * A round that is about to invite its participants.
   *
   * @param late updates of earlier rounds that count here
   */
  public static Round opening(
      String id,
      EventTime now,
      VersionId base,
      Artifact training,
      int minUpdates,
      long seed,
      List<String> agents,
      List<LateUpdate> late) {
    return new Round(
        id,
        Phase.OPEN,
        now.wallMs(),
        0,
        base,
        training,
        minUpdates,
        seed,
        agents.stream().map(agent -> Participant.invited(agent, now.activeMs())).toList(),
        late,
        "",
        null);
  }

  public Optional<Participant> participant(String agentId) {
    return participants.stream().filter(p -> p.agentId().equals(agentId)).findFirst();
  }

  /** The participants whose update came in time. */
  public List<Participant> updated() {
    return participants.stream().filter(p -> p.state() == Participant.State.UPDATED).toList();
  }

  /** The updates of earlier rounds whose agents gave no newer one in time. */
  public List<LateUpdate> lateOnes() {
    List<String> fresh = updated().stream().map(Participant::agentId).toList();
    return late.stream().filter(l -> !fresh.contains(l.agentId())).toList();
  }

  /** The ids of all updates behind its student. */
  public List<String> updateIds() {
    List<String> ids = new ArrayList<>();
    for (Participant participant : updated()) {
      if (participant.update() != null) {
        ids.add(participant.update().updateId());
      }
    }
    lateOnes().forEach(l -> ids.add(l.update().updateId()));
    return ids;
  }

  /** Neither aggregated nor failed. */
  public boolean underWay() {
    return phase == Phase.OPEN || phase == Phase.AGGREGATING;
  }

  Round map(UnaryOperator<Participant> change) {
    return with(participants.stream().map(change).toList(), late);
  }

  Round change(String agentId, UnaryOperator<Participant> change) {
    return map(p -> p.agentId().equals(agentId) ? change.apply(p) : p);
  }

  /** With one more update of an earlier round, in place of an older one of the same agent. */
  Round plus(LateUpdate update) {
    List<LateUpdate> all = new ArrayList<>(late);
    all.removeIf(l -> l.agentId().equals(update.agentId()));
    all.add(update);
    return with(participants, all);
  }

  /** Without some updates of earlier rounds. */
  Round without(Set<String> updateIds) {
    return with(
        participants,
        late.stream().filter(l -> !updateIds.contains(l.update().updateId())).toList());
  }

  private Round with(List<Participant> nextParticipants, List<LateUpdate> nextLate) {
    return new Round(
        id,
        phase,
        startedMs,
        endedMs,
        base,
        training,
        minUpdates,
        seed,
        nextParticipants,
        nextLate,
        why,
        aggregate);
  }

  Round in(Phase next) {
    return with(next, endedMs, why, aggregate);
  }

  Round ended(EventTime now, String reason, @Nullable Artifact result) {
    return with(phase, now.wallMs(), reason, result);
  }

  private Round with(Phase next, long wallMs, String reason, @Nullable Artifact result) {
    return new Round(
        id,
        next,
        startedMs,
        wallMs,
        base,
        training,
        minUpdates,
        seed,
        participants,
        late,
        reason,
        result);
  }
}
