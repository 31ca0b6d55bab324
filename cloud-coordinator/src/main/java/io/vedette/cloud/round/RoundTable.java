package io.vedette.cloud.round;

import static io.vedette.cloud.round.Round.Phase.AGGREGATED;
import static io.vedette.cloud.round.Round.Phase.AGGREGATING;
import static io.vedette.cloud.round.Round.Phase.FAILED;
import static io.vedette.cloud.round.Round.Phase.OPEN;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Step;
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
 * that are left are silent or {@link Slowness far slower} than the others. Whoever is not waited
 * for is late: it goes on with its work, and its update counts in the next round.
 */
final class RoundTable {

  private static final Set<Phase> AFTER_OPEN = Set.of(OPEN, AGGREGATING, FAILED);

  private final Slowness slowness;

  private RoundTable(RoundConfig config) {
    slowness = new Slowness(config.patience().toMillis());
  }

  static TransitionTable<Round, Phase, RoundEvent, RoundEffect> of(RoundConfig config) {
    RoundTable rules = new RoundTable(config);
    return new TransitionTable<Round, Phase, RoundEvent, RoundEffect>(Round::phase)
        .on(OPEN, Opened.class, Set.of(OPEN), RoundTable::opened)
        .on(OPEN, AgentConnected.class, Set.of(OPEN), RoundTable::connected)
        .on(OPEN, Training.class, Set.of(OPEN), RoundTable::training)
        .on(OPEN, Progressed.class, Set.of(OPEN), RoundTable::progressed)
        .on(OPEN, Declined.class, AFTER_OPEN, RoundTable::declined)
        .on(OPEN, Updated.class, AFTER_OPEN, RoundTable::updated)
        .on(OPEN, LateUpdated.class, AFTER_OPEN, RoundTable::lateUpdated)
        .on(OPEN, LateUsed.class, Set.of(OPEN), (r, e) -> Step.to(r.without(e.updateIds())))
        .on(OPEN, Ticked.class, AFTER_OPEN, rules::ticked)
        .on(OPEN, Restarted.class, Set.of(OPEN), RoundTable::restarted)
        .on(AGGREGATING, Updated.class, Set.of(AGGREGATING), RoundTable::updatedLate)
        .on(AGGREGATED, Updated.class, Set.of(AGGREGATED), RoundTable::updatedLate)
        .on(FAILED, Updated.class, Set.of(FAILED), RoundTable::updatedLate)
        .on(AGGREGATING, Restarted.class, Set.of(AGGREGATING), RoundTable::again)
        .on(AGGREGATING, Aggregated.class, Set.of(AGGREGATED), RoundTable::aggregated)
        .on(AGGREGATING, AggregationFailed.class, Set.of(FAILED), RoundTable::failed)
        .on(AGGREGATED, Restarted.class, Set.of(AGGREGATED), (r, e) -> Step.to(r, new HandOn()));
  }

  private static Step<Round, RoundEffect> opened(Round round, Opened event) {
    List<RoundEffect> invitations = new ArrayList<>();
    round.participants().forEach(p -> invitations.add(new Invite(p.agentId())));
    return new Step<>(round, invitations);
  }

  /** An agent that was away goes on: its learner is told again what it works on. */
  private static Step<Round, RoundEffect> connected(Round round, AgentConnected event) {
    boolean expected = round.participant(event.agentId()).filter(p -> !p.ended()).isPresent();
    return expected ? Step.to(round, new Invite(event.agentId())) : Step.to(round);
  }

  /** The same words again, as after a reconnect, are no progress. */
  private static Step<Round, RoundEffect> training(Round round, Training event) {
    return Step.to(
        round.change(
            event.agentId(),
            p ->
                p.ended() || (p.state() == State.TRAINING && p.message().equals(event.message()))
                    ? p
                    : p.in(State.TRAINING, event.message())
                        .at(p.pace().alive(event.now().activeMs()))));
  }

  private static Step<Round, RoundEffect> progressed(Round round, Progressed event) {
    long now = event.now().activeMs();
    return Step.passing(
        round.change(
            event.agentId(),
            p -> p.ended() ? p : p.at(p.pace().at(event.steps(), event.stepsTotal(), now))));
  }

  private static Step<Round, RoundEffect> declined(Round round, Declined event) {
    Round next =
        round.change(event.agentId(), p -> p.ended() ? p : p.in(State.DECLINED, event.why()));
    return settle(next, event.now(), List.of());
  }

  /** One that nobody waited for any more is welcome as long as the round is open. */
  private static Step<Round, RoundEffect> updated(Round round, Updated event) {
    Round next =
        round.change(
            event.agentId(),
            p ->
                p.update() != null || p.state() == State.DECLINED
                    ? p
                    : p.updated(event.update(), event.now().activeMs()));
    return settle(next, event.now(), List.of());
  }

  private static Step<Round, RoundEffect> updatedLate(Round round, Updated event) {
    boolean late =
        round
            .participant(event.agentId())
            .filter(p -> p.state() == State.LATE && p.update() == null)
            .isPresent();
    return late
        ? Step.to(
            round.change(event.agentId(), p -> p.updatedLate(event.update())),
            new Say("has a late update of " + event.agentId() + ", which counts in the next round"))
        : Step.to(round);
  }

  private static Step<Round, RoundEffect> lateUpdated(Round round, LateUpdated event) {
    return settle(round.plus(event.late()), event.now(), List.of());
  }

  private Step<Round, RoundEffect> ticked(Round round, Ticked event) {
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
    return next.equals(round) ? Step.to(round) : settle(next, event.now(), effects);
  }

  private static Step<Round, RoundEffect> restarted(Round round, Restarted event) {
    return Step.to(
        round.map(p -> p.ended() ? p : p.at(p.pace().restarted(event.now().activeMs()))));
  }

  private static boolean enough(Round round) {
    return round.updated().size() + round.lateOnes().size() >= round.minUpdates();
  }

  /** Ends the gathering when nobody is waited for any more. */
  private static Step<Round, RoundEffect> settle(
      Round round, EventTime now, List<RoundEffect> before) {
    if (!round.participants().stream().allMatch(Participant::ended)) {
      return new Step<>(round, before);
    }
    List<RoundEffect> effects = new ArrayList<>(before);
    if (enough(round)) {
      effects.add(new Aggregate());
      return new Step<>(round.in(AGGREGATING), effects);
    }
    effects.add(new Announce());
    int updates = round.updated().size() + round.lateOnes().size();
    String why = updates + " of at least " + round.minUpdates() + " updates came";
    return new Step<>(round.ended(FAILED, now, why, null), effects);
  }

  private static Step<Round, RoundEffect> again(Round round, Restarted event) {
    return Step.to(round, new Aggregate());
  }

  private static Step<Round, RoundEffect> aggregated(Round round, Aggregated event) {
    return Step.to(
        round.ended(AGGREGATED, event.now(), event.note(), event.student()),
        new Announce(),
        new HandOn());
  }

  private static Step<Round, RoundEffect> failed(Round round, AggregationFailed event) {
    return Step.to(round.ended(FAILED, event.now(), event.why(), null), new Announce());
  }
}
