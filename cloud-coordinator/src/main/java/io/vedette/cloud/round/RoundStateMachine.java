package io.vedette.cloud.round;

import static io.vedette.cloud.round.Round.Phase.AGGREGATED;
import static io.vedette.cloud.round.Round.Phase.AGGREGATING;
import static io.vedette.cloud.round.Round.Phase.FAILED;
import static io.vedette.cloud.round.Round.Phase.OPEN;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.round.Participant.State;
import io.vedette.cloud.round.Round.Phase;
import io.vedette.cloud.round.RoundEffect.Aggregate;
import io.vedette.cloud.round.RoundEffect.Announce;
import io.vedette.cloud.round.RoundEffect.HandOn;
import io.vedette.cloud.round.RoundEffect.Invite;
import io.vedette.cloud.round.RoundEffect.Say;
import io.vedette.cloud.round.RoundEvent.AgentConnected;
import io.vedette.cloud.round.RoundEvent.Aggregated;
import io.vedette.cloud.round.RoundEvent.AggregationFailed;
import io.vedette.cloud.round.RoundEvent.Declined;
import io.vedette.cloud.round.RoundEvent.LateUpdated;
import io.vedette.cloud.round.RoundEvent.LateUsed;
import io.vedette.cloud.round.RoundEvent.Opened;
import io.vedette.cloud.round.RoundEvent.Progressed;
import io.vedette.cloud.round.RoundEvent.Restarted;
import io.vedette.cloud.round.RoundEvent.Ticked;
import io.vedette.cloud.round.RoundEvent.Training;
import io.vedette.cloud.round.RoundEvent.Updated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a round. It waits for its participants as long as they get on, and ends when those
 * that are left are silent or {@link StragglerPolicy far slower} than the others. Whoever is not
 * waited for is late: it goes on with its work, and its update counts in the next round.
 */
final class RoundStateMachine {

  private static final Set<Phase> AFTER_OPEN = Set.of(OPEN, AGGREGATING, FAILED);

  private final StragglerPolicy slowness;

  private RoundStateMachine(RoundConfig config) {
    slowness = new StragglerPolicy(config.patience().toMillis());
  }

  static TransitionTable<Round, Phase, RoundEvent, RoundEffect> of(RoundConfig config) {
    RoundStateMachine rules = new RoundStateMachine(config);
    return new TransitionTable<Round, Phase, RoundEvent, RoundEffect>(Round::phase)
        .on(OPEN, Opened.class, Set.of(OPEN), RoundStateMachine::opened)
        .on(OPEN, AgentConnected.class, Set.of(OPEN), RoundStateMachine::connected)
        .on(OPEN, Training.class, Set.of(OPEN), RoundStateMachine::training)
        .on(OPEN, Progressed.class, Set.of(OPEN), RoundStateMachine::progressed)
        .on(OPEN, Declined.class, AFTER_OPEN, RoundStateMachine::declined)
        .on(OPEN, Updated.class, AFTER_OPEN, RoundStateMachine::updated)
        .on(OPEN, LateUpdated.class, AFTER_OPEN, RoundStateMachine::lateUpdated)
        .on(OPEN, LateUsed.class, Set.of(OPEN), (r, e) -> Transition.to(r.without(e.updateIds())))
        .on(OPEN, Ticked.class, AFTER_OPEN, rules::ticked)
        .on(OPEN, Restarted.class, Set.of(OPEN), RoundStateMachine::restarted)
        .on(AGGREGATING, Updated.class, Set.of(AGGREGATING), RoundStateMachine::updatedLate)
        .on(AGGREGATED, Updated.class, Set.of(AGGREGATED), RoundStateMachine::updatedLate)
        .on(FAILED, Updated.class, Set.of(FAILED), RoundStateMachine::updatedLate)
        .on(AGGREGATING, Restarted.class, Set.of(AGGREGATING), RoundStateMachine::again)
        .on(AGGREGATING, Aggregated.class, Set.of(AGGREGATED), RoundStateMachine::aggregated)
        .on(AGGREGATING, AggregationFailed.class, Set.of(FAILED), RoundStateMachine::failed)
        .on(
            AGGREGATED,
            Restarted.class,
            Set.of(AGGREGATED),
            (r, e) -> Transition.to(r, new HandOn()));
  }

  private static Transition<Round, RoundEffect> opened(Round round, Opened event) {
    List<RoundEffect> invitations = new ArrayList<>();
    round.participants().forEach(p -> invitations.add(new Invite(p.agentId())));
    return new Transition<>(round, invitations);
  }

  /** An agent that was away goes on: its learner is told again what it works on. */
  private static Transition<Round, RoundEffect> connected(Round round, AgentConnected event) {
    boolean expected = round.participant(event.agentId()).filter(p -> !p.ended()).isPresent();
    return expected ? Transition.to(round, new Invite(event.agentId())) : Transition.to(round);
  }

  /** The same words again, as after a reconnect, are no progress. */
  private static Transition<Round, RoundEffect> training(Round round, Training event) {
    return Transition.to(
        round.change(
            event.agentId(),
            p ->
                p.ended() || (p.state() == State.TRAINING && p.message().equals(event.message()))
                    ? p
                    : p.in(State.TRAINING, event.message())
                        .at(p.pace().alive(event.now().activeMs()))));
  }

  private static Transition<Round, RoundEffect> progressed(Round round, Progressed event) {
    long now = event.now().activeMs();
    return Transition.passing(
        round.change(
            event.agentId(),
            p -> p.ended() ? p : p.at(p.pace().at(event.steps(), event.stepsTotal(), now))));
  }

  private static Transition<Round, RoundEffect> declined(Round round, Declined event) {
    Round next =
        round.change(event.agentId(), p -> p.ended() ? p : p.in(State.DECLINED, event.why()));
    return settle(next, event.now(), List.of());
  }

  /** One that nobody waited for any more is welcome as long as the round is open. */
  private static Transition<Round, RoundEffect> updated(Round round, Updated event) {
    Round next =
        round.change(
            event.agentId(),
            p ->
                p.update() != null || p.state() == State.DECLINED
                    ? p
                    : p.updated(event.update(), event.now().activeMs()));
    return settle(next, event.now(), List.of());
  }

  private static Transition<Round, RoundEffect> updatedLate(Round round, Updated event) {
    boolean late =
        round
            .participant(event.agentId())
            .filter(p -> p.state() == State.LATE && p.update() == null)
            .isPresent();
    return late
        ? Transition.to(
            round.change(event.agentId(), p -> p.updatedLate(event.update())),
            new Say("has a late update of " + event.agentId() + ", which counts in the next round"))
        : Transition.to(round);
  }

  private static Transition<Round, RoundEffect> lateUpdated(Round round, LateUpdated event) {
    return settle(round.plus(event.late()), event.now(), List.of());
  }

  private Transition<Round, RoundEffect> ticked(Round round, Ticked event) {
    long now = event.now().activeMs();
    List<RoundEffect> effects = new ArrayList<>();
    Round next =
        round.map(
            p -> {
              Optional<String> why =
                  p.ended() ? Optional.empty() : slowness.of(p, round, enough(round), now);
              why.ifPresent(
                  w -> effects.add(new Say("waits no longer for " + p.agentId() + ", which " + w)));
              return why.isPresent() ? p.in(State.LATE, why.get()) : p;
            });
    return next.equals(round) ? Transition.to(round) : settle(next, event.now(), effects);
  }

  private static Transition<Round, RoundEffect> restarted(Round round, Restarted event) {
    return Transition.to(
        round.map(p -> p.ended() ? p : p.at(p.pace().restarted(event.now().activeMs()))));
  }

  private static boolean enough(Round round) {
    return round.updated().size() + round.lateOnes().size() >= round.minUpdates();
  }

  /** Ends the gathering when nobody is waited for any more. */
  private static Transition<Round, RoundEffect> settle(
      Round round, EventTime now, List<RoundEffect> before) {
    if (!round.participants().stream().allMatch(Participant::ended)) {
      return new Transition<>(round, before);
    }
    List<RoundEffect> effects = new ArrayList<>(before);
    if (enough(round)) {
      effects.add(new Aggregate());
      return new Transition<>(round.in(AGGREGATING), effects);
    }
    effects.add(new Announce());
    int updates = round.updated().size() + round.lateOnes().size();
    String why = updates + " of at least " + round.minUpdates() + " updates came";
    return new Transition<>(round.ended(FAILED, now, why, null), effects);
  }

  private static Transition<Round, RoundEffect> again(Round round, Restarted event) {
    return Transition.to(round, new Aggregate());
  }

  private static Transition<Round, RoundEffect> aggregated(Round round, Aggregated event) {
    return Transition.to(
        round.ended(AGGREGATED, event.now(), event.note(), event.student()),
        new Announce(),
        new HandOn());
  }

  private static Transition<Round, RoundEffect> failed(Round round, AggregationFailed event) {
    return Transition.to(round.ended(FAILED, event.now(), event.why(), null), new Announce());
  }
}
