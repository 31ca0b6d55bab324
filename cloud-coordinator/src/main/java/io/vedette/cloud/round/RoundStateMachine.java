package io.vedette.cloud.round;

import static io.vedette.cloud.round.Round.Phase.AGGREGATED;
import static io.vedette.cloud.round.Round.Phase.AGGREGATING;
import static io.vedette.cloud.round.Round.Phase.FAILED;
import static io.vedette.cloud.round.Round.Phase.OPEN;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Rows;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.round.Participant.State;
import io.vedette.cloud.round.Round.Phase;
import io.vedette.cloud.round.RoundEffect.Aggregate;
import io.vedette.cloud.round.RoundEffect.Announce;
import io.vedette.cloud.round.RoundEffect.AnnounceEnd;
import io.vedette.cloud.round.RoundEffect.Continue;
import io.vedette.cloud.round.RoundEffect.Invite;
import io.vedette.cloud.round.RoundEffect.OfferStudent;
import io.vedette.cloud.round.RoundEffect.StopAggregating;
import io.vedette.cloud.round.RoundEffect.Withdraw;
import io.vedette.cloud.round.RoundEvent.AgentConnected;
import io.vedette.cloud.round.RoundEvent.Aggregated;
import io.vedette.cloud.round.RoundEvent.AggregationFailed;
import io.vedette.cloud.round.RoundEvent.Cancelled;
import io.vedette.cloud.round.RoundEvent.Continued;
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

  /** The most participants that one step changes: with its header, one write. */
  static final int BATCH = 400;

  /** Of so many devices a round that failed tells why they declined. */
  private static final int REASONS = 2;

  /** So many stragglers are told by name. */
  private static final int NAMES = 3;

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
        .stay(LateUsed.class, RoundStateMachine::lateUsed)
        .stay(Ticked.class, rules::leaveStragglers)
        .stay(Restarted.class, (r, e) -> Transition.passing(r.clockFrom(e.now())))
        .on(Cancelled.class, FAILED, RoundStateMachine::cancelled)
        .always(
            "all have ended, enough updates",
            r -> allEnded(r) && enough(r),
            AGGREGATING,
            (r, e) -> Transition.to(r, new Aggregate()))
        .always("all have ended", RoundStateMachine::allEnded, FAILED, RoundStateMachine::tooFew)
        .in(AGGREGATING)
        .on(Aggregated.class, AGGREGATED, RoundStateMachine::aggregated)
        .on(AggregationFailed.class, FAILED, RoundStateMachine::failed)
        .on(Cancelled.class, FAILED, RoundStateMachine::cancelledLate)
        .in(AGGREGATING, AGGREGATED, FAILED)
        .stay(Updated.class, "late", RoundStateMachine::late, RoundStateMachine::updatedLate)
        .in(FAILED)
        .stay(Continued.class, (r, e) -> Transition.to(r.more(false)))
        .always(
            "some still train",
            r -> !r.more() && !allEnded(r),
            FAILED,
            RoundStateMachine::withdraw);
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
    return round.count(g -> !g.state().ended()) == 0;
  }

  private static boolean enough(Round round) {
    return round.updates() >= round.minUpdates();
  }

  // The round is open.

  private static Transition<Round, RoundEffect> invite(Round round, Opened event) {
    List<RoundEffect> invitations = new ArrayList<>();
    round.participants().forEach(p -> invitations.add(new Invite(p.agentId())));
    return new Transition<>(round, invitations);
  }

  private static ParticipantPace pace(Round round, Participant participant, EventTime now) {
    return participant.pace().since(round.clockFromMs(), now.activeMs());
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
                        .at(pace(round, p, event.now()).alive(event.now().activeMs()))));
  }

  private static Transition<Round, RoundEffect> progressed(Round round, Progressed event) {
    long now = event.now().activeMs();
    return Transition.passing(
        round.change(
            event.agentId(),
            p ->
                p.ended()
                    ? p
                    : p.at(
                        pace(round, p, event.now()).at(event.steps(), event.stepsTotal(), now))));
  }

  private static Transition<Round, RoundEffect> declined(Round round, Declined event) {
    String agent = event.agentId();
    if (round.participant(agent).filter(p -> !p.ended()).isEmpty()) {
      return Transition.to(round);
    }
    return Transition.to(
        round.change(agent, p -> p.in(State.DECLINED, event.why())),
        new Announce(agent, "goes on without " + agent + ": " + event.why()));
  }

  /** A late update still counts as long as the round is open. */
  private static Transition<Round, RoundEffect> updated(Round round, Updated event) {
    return Transition.to(
        round.change(
            event.agentId(),
            p ->
                p.update() != null || p.state() == State.DECLINED || p.state() == State.ABSENT
                    ? p
                    : p.updated(
                        event.update(),
                        pace(round, p, event.now()).finished(event.now().activeMs()))));
  }

  /** At most so many in one step; the others are told again. */
  private static Transition<Round, RoundEffect> lateUsed(Round round, LateUsed event) {
    Rows<Participant> next = round.rows();
    int left = BATCH;
    for (Participant agent : round.in(Participant.Group::carried, Integer.MAX_VALUE)) {
      LateUpdate carried = agent.carried();
      if (carried != null && left > 0 && event.updateIds().contains(carried.update().updateId())) {
        next = next.with(agent.carrying(null));
        left--;
      }
    }
    return Transition.to(round.with(next));
  }

  /** The participants are looked at only when one of them may be late. */
  private Transition<Round, RoundEffect> leaveStragglers(Round round, Ticked event) {
    long now = event.now().activeMs();
    if (now < round.dueMs()) {
      return Transition.passing(round);
    }
    long usual = enough(round) ? StragglerPolicy.usualMs(round) : 0;
    Rows<Participant> next = round.rows();
    List<String> late = new ArrayList<>();
    long due = Long.MAX_VALUE;
    for (Participant p : round.in(g -> !g.state().ended(), Integer.MAX_VALUE)) {
      ParticipantPace pace = pace(round, p, event.now());
      Optional<String> why = stragglers.why(pace, usual, now);
      if (why.isPresent() && late.size() < BATCH) {
        next = next.with(p.in(State.LATE, why.get()));
        late.add(p.agentId() + ", which " + why.get());
      }
      due = Math.min(due, stragglers.dueMs(pace, usual, now));
    }
    return late.isEmpty()
        ? Transition.passing(round.due(due))
        : Transition.to(
            round.with(next).due(0), new Announce("no longer waits for " + several(late)));
  }

  private static String several(List<String> names) {
    String first = names.stream().limit(NAMES).collect(Collectors.joining("; "));
    return names.size() <= NAMES ? first : first + "; and " + (names.size() - NAMES) + " more";
  }

  private static Transition<Round, RoundEffect> tooFew(Round round, RoundEvent event) {
    String why =
        round.updates()
            + " of at least "
            + round.minUpdates()
            + " updates came"
            + round.in(g -> g.state() == State.DECLINED, REASONS).stream()
                .map(p -> "; " + p.agentId() + ": " + p.message())
                .collect(Collectors.joining());
    return Transition.to(round.ended(event.now(), why, null), new AnnounceEnd());
  }

  // A person cancels it.

  private static Transition<Round, RoundEffect> cancelled(Round round, Cancelled event) {
    return Transition.to(
        round.ended(event.now(), "cancelled: " + event.why(), null), new AnnounceEnd());
  }

  private static Transition<Round, RoundEffect> cancelledLate(Round round, Cancelled event) {
    return Transition.to(
        round.ended(event.now(), "cancelled: " + event.why(), null),
        new StopAggregating(),
        new AnnounceEnd());
  }

  /** Those that still train are told to stop; an update that comes all the same is a late one. */
  private static Transition<Round, RoundEffect> withdraw(Round round, RoundEvent event) {
    Rows<Participant> next = round.rows();
    List<RoundEffect> effects = new ArrayList<>();
    for (Participant p : round.in(g -> !g.state().ended(), BATCH)) {
      next = next.with(p.in(State.LATE, "the round was cancelled"));
      effects.add(new Withdraw(p.agentId(), "the round was " + round.why()));
    }
    Round rest = round.with(next);
    boolean left = !allEnded(rest);
    if (left) {
      effects.add(new Continue());
    }
    return new Transition<>(rest.more(left), effects);
  }

  // The updates are aggregated.

  private static Transition<Round, RoundEffect> aggregated(Round round, Aggregated event) {
    return Transition.to(
        round.ended(event.now(), event.note(), event.student()).made(event.how()),
        new AnnounceEnd(),
        new OfferStudent());
  }

  private static Transition<Round, RoundEffect> failed(Round round, AggregationFailed event) {
    return Transition.to(round.ended(event.now(), event.why(), null), new AnnounceEnd());
  }

  private static Transition<Round, RoundEffect> updatedLate(Round round, Updated event) {
    String agent = event.agentId();
    return Transition.to(
        round.change(agent, p -> p.updatedLate(event.update())),
        new Announce(agent, "has a late update of " + agent + ", which counts in the next round"));
  }
}
