package io.vedette.cloud.round;

import static io.vedette.cloud.round.Round.Phase.AGGREGATED;
import static io.vedette.cloud.round.Round.Phase.AGGREGATING;
import static io.vedette.cloud.round.Round.Phase.FAILED;
import static io.vedette.cloud.round.Round.Phase.OPEN;

import io.vedette.cloud.machine.Step;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.round.Participant.State;
import io.vedette.cloud.round.Round.Phase;
import io.vedette.cloud.round.RoundEffect.Aggregate;
import io.vedette.cloud.round.RoundEffect.Announce;
import io.vedette.cloud.round.RoundEffect.HandOn;
import io.vedette.cloud.round.RoundEffect.Invite;
import io.vedette.cloud.round.RoundEffect.Withdraw;
import io.vedette.cloud.round.RoundEvent.AgentConnected;
import io.vedette.cloud.round.RoundEvent.Aggregated;
import io.vedette.cloud.round.RoundEvent.AggregationFailed;
import io.vedette.cloud.round.RoundEvent.Declined;
import io.vedette.cloud.round.RoundEvent.Opened;
import io.vedette.cloud.round.RoundEvent.Restarted;
import io.vedette.cloud.round.RoundEvent.Ticked;
import io.vedette.cloud.round.RoundEvent.Training;
import io.vedette.cloud.round.RoundEvent.Updated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rules of a round. */
final class RoundTable {

  private static final Set<Phase> AFTER_OPEN = Set.of(OPEN, AGGREGATING, FAILED);

  static final TransitionTable<Round, Phase, RoundEvent, RoundEffect> TABLE =
      new TransitionTable<Round, Phase, RoundEvent, RoundEffect>(Round::phase)
          .on(OPEN, Opened.class, Set.of(OPEN), RoundTable::opened)
          .on(OPEN, AgentConnected.class, Set.of(OPEN), RoundTable::connected)
          .on(OPEN, Training.class, Set.of(OPEN), RoundTable::training)
          .on(OPEN, Declined.class, AFTER_OPEN, RoundTable::declined)
          .on(OPEN, Updated.class, AFTER_OPEN, RoundTable::updated)
          .on(OPEN, Ticked.class, AFTER_OPEN, RoundTable::ticked)
          .on(AGGREGATING, Restarted.class, Set.of(AGGREGATING), RoundTable::again)
          .on(AGGREGATING, Aggregated.class, Set.of(AGGREGATED), RoundTable::aggregated)
          .on(AGGREGATING, AggregationFailed.class, Set.of(FAILED), RoundTable::failed)
          .on(AGGREGATED, Restarted.class, Set.of(AGGREGATED), (r, e) -> Step.to(r, new HandOn()));

  private RoundTable() {}

  private static Step<Round, RoundEffect> opened(Round round, Opened event) {
    List<RoundEffect> invitations = new ArrayList<>();
    round.participants().forEach(p -> invitations.add(new Invite(p.agentId())));
    return new Step<>(round, invitations);
  }

  /** An agent that was away starts over: its learner died with it, or still runs and is told so. */
  private static Step<Round, RoundEffect> connected(Round round, AgentConnected event) {
    boolean expected = round.participant(event.agentId()).filter(p -> !p.ended()).isPresent();
    return expected ? Step.to(round, new Invite(event.agentId())) : Step.to(round);
  }

  private static Step<Round, RoundEffect> training(Round round, Training event) {
    return Step.to(
        round.change(event.agentId(), p -> p.ended() ? p : p.in(State.TRAINING, event.message())));
  }

  private static Step<Round, RoundEffect> declined(Round round, Declined event) {
    Round next =
        round.change(event.agentId(), p -> p.ended() ? p : p.in(State.DECLINED, event.why()));
    return settle(next, event.nowMs(), List.of());
  }

  private static Step<Round, RoundEffect> updated(Round round, Updated event) {
    Round next = round.change(event.agentId(), p -> p.ended() ? p : p.with(event.update()));
    return settle(next, event.nowMs(), List.of());
  }

  private static Step<Round, RoundEffect> ticked(Round round, Ticked event) {
    if (event.nowMs() < round.deadlineMs()) {
      return Step.to(round);
    }
    List<RoundEffect> withdrawals = new ArrayList<>();
    round.participants().stream()
        .filter(p -> !p.ended())
        .forEach(p -> withdrawals.add(new Withdraw(p.agentId(), "the round is over")));
    Round closed = round.map(p -> p.ended() ? p : p.in(State.LATE, p.message()));
    return settle(closed, event.nowMs(), withdrawals);
  }

  /** Ends the gathering when nobody is waited for any more. */
  private static Step<Round, RoundEffect> settle(
      Round round, long nowMs, List<RoundEffect> before) {
    if (!round.participants().stream().allMatch(Participant::ended)) {
      return new Step<>(round, before);
    }
    List<RoundEffect> effects = new ArrayList<>(before);
    int updates = round.updated().size();
    if (updates >= round.minUpdates()) {
      effects.add(new Aggregate());
      return new Step<>(round.in(AGGREGATING), effects);
    }
    effects.add(new Announce());
    String why = updates + " of at least " + round.minUpdates() + " updates came";
    return new Step<>(round.ended(FAILED, nowMs, why, null), effects);
  }

  private static Step<Round, RoundEffect> again(Round round, Restarted event) {
    return Step.to(round, new Aggregate());
  }

  private static Step<Round, RoundEffect> aggregated(Round round, Aggregated event) {
    return Step.to(
        round.ended(AGGREGATED, event.nowMs(), event.note(), event.student()),
        new Announce(),
        new HandOn());
  }

  private static Step<Round, RoundEffect> failed(Round round, AggregationFailed event) {
    return Step.to(round.ended(FAILED, event.nowMs(), event.why(), null), new Announce());
  }
}
