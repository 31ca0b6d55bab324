package io.vedette.cloud.round;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Rows;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.cloud.round.Participant.Group;
import io.vedette.cloud.round.Participant.State;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One federated round: a header, and a row for each participant.
 *
 * @param startedMs milliseconds since the epoch
 * @param endedMs 0 while it is under way
 * @param base the version that the participants start from
 * @param training its training graph
 * @param minUpdates fewer fail the round
 * @param seed of local training
 * @param rows participants, and agents with an update of an earlier round that counts here; left
 *     out of memory some time after the end
 * @param clockFromMs nothing counts that was before, active time: when the coordinator started
 * @param dueMs no participant is late before, active time
 * @param more a step took as many participants as it may, and the next goes on
 * @param why it failed, or another message for people
 * @param aggregate the aggregated training graph; null before
 * @param opened why it was opened, for people; null where an earlier release opened it
 * @param record how its student was made; null before, and where an earlier release made it
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
    Rows<Participant> rows,
    long clockFromMs,
    long dueMs,
    boolean more,
    String why,
    @Nullable Artifact aggregate,
    @Nullable String opened,
    @Nullable AggregateRecord record) {

  /** Where a round is. */
  public enum Phase {
    OPEN,
    AGGREGATING,
    AGGREGATED,
    FAILED
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
    Rows<Participant> rows =
        Rows.of(agents.stream().map(agent -> Participant.invited(agent, now.activeMs())).toList());
    for (LateUpdate update : late) {
      rows = carrying(rows, update);
    }
    return new Round(
        id,
        Phase.OPEN,
        now.wallMs(),
        0,
        base,
        training,
        minUpdates,
        seed,
        rows,
        0,
        0,
        false,
        "",
        null,
        null,
        null);
  }

  private static Rows<Participant> carrying(Rows<Participant> rows, LateUpdate late) {
    Participant agent =
        rows.find(late.agentId()).orElseGet(() -> Participant.absent(late.agentId()));
    return rows.with(agent.carrying(late));
  }

  /** The same, opened for a reason. */
  Round because(String reason) {
    return new Round(
        id,
        phase,
        startedMs,
        endedMs,
        base,
        training,
        minUpdates,
        seed,
        rows,
        clockFromMs,
        dueMs,
        more,
        why,
        aggregate,
        reason,
        record);
  }

  /** Those who were invited, by name. */
  public List<Participant> participants() {
    return rows.stream().filter(p -> p.state() != State.ABSENT).toList();
  }

  /** An agent that was invited. */
  public Optional<Participant> participant(String agentId) {
    return rows.find(agentId).filter(p -> p.state() != State.ABSENT);
  }

  /** The participants whose update came in time. */
  public List<Participant> updated() {
    return in(g -> g.state() == State.UPDATED, Integer.MAX_VALUE);
  }

  /** The updates of earlier rounds whose agents gave no newer one in time. */
  public List<LateUpdate> lateOnes() {
    List<LateUpdate> late = new ArrayList<>();
    for (Participant participant : in(Group::carries, Integer.MAX_VALUE)) {
      LateUpdate carried = participant.carried();
      if (carried != null) {
        late.add(carried);
      }
    }
    return late;
  }

  /** With how its student was made. */
  Round made(AggregateRecord how) {
    return new Round(
        id,
        phase,
        startedMs,
        endedMs,
        base,
        training,
        minUpdates,
        seed,
        rows,
        clockFromMs,
        dueMs,
        more,
        why,
        aggregate,
        opened,
        how);
  }

  /**
   * The ids of the updates that its student was made of, without those that were left out; empty
   * where they are too many to name.
   */
  public List<String> usedIds() {
    return record == null ? updateIds() : record.used();
  }

  /** How many updates its student was made of. */
  public int used() {
    return record == null ? updates() : record.count();
  }

  /** The ids of all updates that it got. */
  public List<String> updateIds() {
    List<String> ids = new ArrayList<>();
    for (Participant participant : updated()) {
      Contribution update = participant.update();
      if (update != null) {
        ids.add(update.updateId());
      }
    }
    lateOnes().forEach(l -> ids.add(l.update().updateId()));
    return ids;
  }

  /** How many updates it got. */
  public int updates() {
    return count(g -> g.state() == State.UPDATED || g.carries());
  }

  /** How many agents were invited. */
  public int invited() {
    return count(g -> g.state() != State.ABSENT);
  }

  /** Neither aggregated nor failed. */
  public boolean underWay() {
    return phase == Phase.OPEN || phase == Phase.AGGREGATING;
  }

  int count(Predicate<Group> condition) {
    return rows.count(group -> condition.test((Group) group));
  }

  /** Rows by name of the groups that a condition picks, at most so many. */
  List<Participant> in(Predicate<Group> condition, int limit) {
    return rows.in(group -> condition.test((Group) group), limit).stream()
        .sorted((a, b) -> a.agentId().compareTo(b.agentId()))
        .toList();
  }

  Round change(String agentId, UnaryOperator<Participant> change) {
    return with(rows.change(agentId, change));
  }

  /** With one more update of an earlier round, in place of an older one of the same agent. */
  Round plus(LateUpdate update) {
    return with(carrying(rows, update));
  }

  Round with(Rows<Participant> next) {
    return new Round(
        id,
        phase,
        startedMs,
        endedMs,
        base,
        training,
        minUpdates,
        seed,
        next,
        clockFromMs,
        dueMs,
        more,
        why,
        aggregate,
        opened,
        record);
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
        rows,
        clockFromMs,
        dueMs,
        more,
        reason,
        result,
        opened,
        record);
  }

  /** Nothing of before counts against a participant. */
  Round clockFrom(EventTime now) {
    return with(now.activeMs(), 0, more);
  }

  /** No participant is late before, active time. */
  Round due(long ms) {
    return with(clockFromMs, ms, more);
  }

  Round more(boolean left) {
    return with(clockFromMs, dueMs, left);
  }

  private Round with(long fromMs, long nextDueMs, boolean left) {
    return new Round(
        id,
        phase,
        startedMs,
        endedMs,
        base,
        training,
        minUpdates,
        seed,
        rows,
        fromMs,
        nextDueMs,
        left,
        why,
        aggregate,
        opened,
        record);
  }
}
