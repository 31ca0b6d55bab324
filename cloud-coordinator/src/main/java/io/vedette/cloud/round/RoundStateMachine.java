package io.vedette.cloud.round;

import static io.vedette.cloud.round.Round.Phase.AGGREGATED;
import static io.vedette.cloud.round.Round.Phase.AGGREGATING;
import static io.vedette.cloud.round.Round.Phase.FAILED;
import static io.vedette.cloud.round.Round.Phase.OPEN;

import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.round.Participant.State;
import io.vedette.cloud.round.Round.Phase;
import io.vedette.cloud.round.RoundEffect.Aggregate;
import io.vedette.cloud.round.RoundEffect.Announce;
import io.vedette.cloud.round.RoundEffect.AnnounceEnd;
import io.vedette.cloud.round.RoundEffect.Invite;
import io.vedette.cloud.round.RoundEffect.OfferStudent;
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
import java.util.stream.Collectors;

/**
 * The rules of a round. It waits for its participants as long as they make progress, and ends when
 * those that are left are silent or {@link StragglerPolicy far slower} than the others. A
 * participant that is not waited for is late: it goes on training, and its update counts in the
 * next round.
 */
final class RoundStateMachine {

  /** Of so many devices a round that failed tells why they declined. */
  private static final int REASONS = 2;

  private final StragglerPolicy stragglers;

  private RoundStateMachine(RoundConfig config) {
    stragglers = new StragglerPolicy(config.patience().toMillis());
  }

  static TransitionTable<Round, Phase, RoundEvent, RoundEffect> of(RoundConfig config) {
    RoundStateMachine rules = new RoundStateMachine(config);
    return new TransitionTable<Round, Phase, RoundEvent, RoundEffect>(Round::phase, Round::in)
        .in(OPEN)
        .stay(Opened.class, RoundStateMachine::invite)
        .stay(
            AgentConnected.class,
            "expected",
            RoundStateMachine::expected,
            (r, e) -> Transition.to(r, new Invite(e.agentId())))
        .stay(Training.class, RoundStateMachine::training)
        .stay(Progressed.class, RoundStateMachine::progressed)
        .stay(Declined.class, RoundStateMachine::declined)
        .stay(Updated.class, RoundStateMachine::updated)
        .stay(LateUpdated.class, (r, e) -> Transition.to(r.plus(e.late())))
        .stay(LateUsed.class, (r, e) -> Transition.to(r.without(e.updateIds())))
        .stay(Ticked.class, rules::leaveStragglers)
        .stay(Restarted.class, RoundStateMachine::restarted)
        .always(
            "all have ended, enough updates",
            r -> allEnded(r) && enough(r),
            AGGREGATING,
            (r, e) -> Transition.to(r, new Aggregate()))
        .always("all have ended", RoundStateMachine::allEnded, FAILED, RoundStateMachine::tooFew)
        .in(AGGREGATING)
        .stay(Restarted.class, (r, e) -> Transition.to(r, new Aggregate()))
        .on(Aggregated.class, AGGREGATED, RoundStateMachine::aggregated)
        .on(AggregationFailed.class, FAILED, RoundStateMachine::failed)
        .in(AGGREGATED)
        .stay(Restarted.class, (r, e) -> Transition.to(r, new OfferStudent()))
        .in(AGGREGATING, AGGREGATED, FAILED)
        .stay(Updated.class, "late", RoundStateMachine::late, RoundStateMachine::updatedLate);
  }

  // Conditions.

  private static boolean expected(Round round, AgentConnected event) {
    return round.participant(event.agentId()).filter(p -> !p.ended()).isPresent();
  }

  private static boolean late(Round round, Updated event) {
    return round
        .participant(event.agentId())
        .filter(p -> p.state() == State.LATE && p.update() == null)
        .isPresent();
  }

  private static boolean allEnded(Round round) {
    return round.participants().stream().allMatch(Participant::ended);
  }

  private static boolean enough(Round round) {
    return updates(round) >= round.minUpdates();
  }

  private static int updates(Round round) {
    return round.updated().size() + round.lateOnes().size();
  }

  // The round is open.

  private static Transition<Round, RoundEffect> invite(Round round, Opened event) {
    List<RoundEffect> invitations = new ArrayList<>();
    round.participants().forEach(p -> invitations.add(new Invite(p.agentId())));
    return new Transition<>(round, invitations);
  }

  /** The same message again, as after a reconnect, is no progress. */
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
    if (round.participant(event.agentId()).filter(p -> !p.ended()).isEmpty()) {
      return Transition.to(round);
    }
    return Transition.to(
        round.change(event.agentId(), p -> p.in(State.DECLINED, event.why())),
        new Announce("goes on without " + event.agentId() + ": " + event.why()));
  }

  /** A late update still counts as long as the round is open. */
  private static Transition<Round, RoundEffect> updated(Round round, Updated event) {
    return Transition.to(
        round.change(
            event.agentId(),
            p ->
                p.update() != null || p.state() == State.DECLINED
                    ? p
                    : p.updated(event.update(), event.now().activeMs())));
  }

  private Transition<Round, RoundEffect> leaveStragglers(Round round, Ticked event) {
    long now = event.now().activeMs();
    List<RoundEffect> effects = new ArrayList<>();
    Round next =
        round.map(
            p -> {
              Optional<String> why =
                  p.ended() ? Optional.empty() : stragglers.why(p, round, enough(round), now);
              why.ifPresent(
                  w ->
                      effects.add(
                          new Announce("no longer waits for " + p.agentId() + ", which " + w)));
              return why.isPresent() ? p.in(State.LATE, why.get()) : p;
            });
    return new Transition<>(next, effects);
  }

  private static Transition<Round, RoundEffect> restarted(Round round, Restarted event) {
    return Transition.to(
        round.map(p -> p.ended() ? p : p.at(p.pace().restarted(event.now().activeMs()))));
  }

  private static Transition<Round, RoundEffect> tooFew(Round round, RoundEvent event) {
    String why =
        updates(round)
            + " of at least "
            + round.minUpdates()
            + " updates came"
            + round.participants().stream()
                .filter(p -> p.state() == State.DECLINED)
                .map(p -> "; " + p.agentId() + ": " + p.message())
                .limit(REASONS)
                .collect(Collectors.joining());
    return Transition.to(round.ended(event.now(), why, null), new AnnounceEnd());
  }

  // The updates are aggregated.

  private static Transition<Round, RoundEffect> aggregated(Round round, Aggregated event) {
    return Transition.to(
        round.ended(event.now(), event.note(), event.student()),
        new AnnounceEnd(),
        new OfferStudent());
  }

  private static Transition<Round, RoundEffect> failed(Round round, AggregationFailed event) {
    return Transition.to(round.ended(event.now(), event.why(), null), new AnnounceEnd());
  }

  private static Transition<Round, RoundEffect> updatedLate(Round round, Updated event) {
    return Transition.to(
        round.change(event.agentId(), p -> p.updatedLate(event.update())),
        new Announce(
            "has a late update of " + event.agentId() + ", which counts in the next round"));
  }
}
