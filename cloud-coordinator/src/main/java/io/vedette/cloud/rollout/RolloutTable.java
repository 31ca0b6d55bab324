package io.vedette.cloud.rollout;

import static io.vedette.cloud.rollout.Rollout.Phase.ABORTED;
import static io.vedette.cloud.rollout.Rollout.Phase.CANARY;
import static io.vedette.cloud.rollout.Rollout.Phase.DONE;
import static io.vedette.cloud.rollout.Rollout.Phase.PAUSED;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLED_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLING_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.WAVES;

import io.vedette.cloud.machine.Step;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.cloud.rollout.Rollout.Phase;
import io.vedette.cloud.rollout.RolloutEffect.Announce;
import io.vedette.cloud.rollout.RolloutEffect.MarkCanary;
import io.vedette.cloud.rollout.RolloutEffect.MarkPrevious;
import io.vedette.cloud.rollout.RolloutEffect.MarkStable;
import io.vedette.cloud.rollout.RolloutEffect.Order;
import io.vedette.cloud.rollout.RolloutEffect.Withdraw;
import io.vedette.cloud.rollout.RolloutEvent.Aborted;
import io.vedette.cloud.rollout.RolloutEvent.DeviceAway;
import io.vedette.cloud.rollout.RolloutEvent.DeviceOnline;
import io.vedette.cloud.rollout.RolloutEvent.Paused;
import io.vedette.cloud.rollout.RolloutEvent.Reported;
import io.vedette.cloud.rollout.RolloutEvent.Restarted;
import io.vedette.cloud.rollout.RolloutEvent.Resumed;
import io.vedette.cloud.rollout.RolloutEvent.Started;
import io.vedette.cloud.rollout.RolloutEvent.Ticked;
import io.vedette.cloud.rollout.RolloutEvent.TurnedBack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of a rollout. One canary goes first; when it has confirmed, everybody follows. A device
 * that fails or takes too long takes everybody back, and so does a canary that vanishes; any other
 * device that goes away is left out, and looked after when it returns.
 */
final class RolloutTable {

  private static final Set<Phase> HOMEWARD = Set.of(ROLLING_BACK, ROLLED_BACK);
  private static final Set<Phase> BACKWARD = Set.of(ROLLING_BACK, ROLLED_BACK, ABORTED);
  private static final Set<Phase> ANYWHERE =
      Set.of(CANARY, WAVES, DONE, ROLLING_BACK, ROLLED_BACK, ABORTED);

  private final long deviceDeadlineMs;

  private RolloutTable(long deviceDeadlineMs) {
    this.deviceDeadlineMs = deviceDeadlineMs;
  }

  static TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect> of(RolloutConfig config) {
    RolloutTable rules = new RolloutTable(config.deviceDeadline().toMillis());
    return new TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect>(Rollout::phase)
        .on(CANARY, Started.class, Set.of(CANARY), RolloutTable::started)
        .on(CANARY, Restarted.class, Set.of(CANARY), (r, e) -> Step.to(r, new MarkCanary()))
        .on(CANARY, DeviceOnline.class, Set.of(CANARY), RolloutTable::online)
        .on(CANARY, DeviceAway.class, or(CANARY, BACKWARD), RolloutTable::away)
        .on(CANARY, Reported.class, ANYWHERE, RolloutTable::reported)
        .on(CANARY, Ticked.class, or(CANARY, BACKWARD), rules::ticked)
        .on(WAVES, DeviceOnline.class, Set.of(WAVES, DONE), RolloutTable::online)
        .on(WAVES, DeviceAway.class, Set.of(WAVES, DONE), RolloutTable::away)
        .on(WAVES, Reported.class, or(DONE, or(WAVES, BACKWARD)), RolloutTable::reported)
        .on(WAVES, Ticked.class, or(WAVES, BACKWARD), rules::ticked)
        .on(Set.of(CANARY, WAVES), Paused.class, Set.of(PAUSED), RolloutTable::paused)
        .on(PAUSED, Reported.class, Set.of(PAUSED), RolloutTable::reportedWhilePaused)
        .on(PAUSED, DeviceOnline.class, Set.of(PAUSED), RolloutTable::onlineWhilePaused)
        .on(PAUSED, DeviceAway.class, Set.of(PAUSED), RolloutTable::awayWhilePaused)
        .on(PAUSED, Resumed.class, ANYWHERE, RolloutTable::resumed)
        .on(Set.of(CANARY, WAVES, PAUSED), Aborted.class, Set.of(ABORTED), RolloutTable::aborted)
        .on(
            Set.of(CANARY, WAVES, PAUSED, DONE),
            TurnedBack.class,
            BACKWARD,
            (r, e) -> turnBack(r, e.why(), e.nowMs()))
        .on(ROLLING_BACK, DeviceOnline.class, Set.of(ROLLING_BACK), RolloutTable::onlineGoingBack)
        .on(ROLLING_BACK, DeviceAway.class, HOMEWARD, RolloutTable::awayGoingBack)
        .on(ROLLING_BACK, Reported.class, HOMEWARD, RolloutTable::reportedGoingBack)
        .on(ROLLING_BACK, Ticked.class, HOMEWARD, rules::tickedGoingBack)
        .on(DONE, Restarted.class, Set.of(DONE), (r, e) -> Step.to(r, new MarkStable()))
        .on(ROLLING_BACK, Restarted.class, Set.of(ROLLING_BACK), RolloutTable::restartedGoingBack)
        .on(ROLLED_BACK, Restarted.class, Set.of(ROLLED_BACK), RolloutTable::restartedGoingBack);
  }

  private static Set<Phase> or(Phase phase, Set<Phase> phases) {
    Set<Phase> all = EnumSet.copyOf(phases);
    all.add(phase);
    return all;
  }

  private static Step<Rollout, RolloutEffect> restartedGoingBack(Rollout rollout, Restarted event) {
    return Step.to(rollout, new MarkPrevious());
  }

  private static Step<Rollout, RolloutEffect> started(Rollout rollout, Started event) {
    List<RolloutEffect> effects = new ArrayList<>(List.of(new MarkCanary()));
    return new Step<>(order(rollout, 0, event.nowMs(), effects), effects);
  }

  /** Tells those of a wave that wait and can be reached. */
  private static Rollout order(Rollout rollout, int wave, long nowMs, List<RolloutEffect> effects) {
    return rollout.map(
        m -> {
          if (m.wave() != wave || m.state() != State.WAITING || m.away()) {
            return m;
          }
          effects.add(new Order(m.agentId(), false));
          return m.ordered(false, nowMs);
        });
  }

  /** A newcomer joins the last wave, or is the canary where there is none. */
  private static Rollout joined(Rollout rollout, String agent) {
    if (rollout.member(agent).isPresent()) {
      return rollout.change(agent, m -> m.away(false));
    }
    boolean canary = rollout.members().stream().noneMatch(m -> m.wave() == 0);
    return rollout.plus(Member.waiting(agent, canary ? 0 : 1));
  }

  private static Step<Rollout, RolloutEffect> online(Rollout rollout, DeviceOnline event) {
    String agent = event.agentId();
    Rollout next = joined(rollout, agent);
    List<RolloutEffect> effects = new ArrayList<>();
    if (next.member(agent).filter(Member::moving).isPresent()) {
      next = next.change(agent, m -> m.ordered(false, event.nowMs()));
      effects.add(new Order(agent, false));
    }
    return settle(next, event.nowMs(), effects);
  }

  private static Step<Rollout, RolloutEffect> away(Rollout rollout, DeviceAway event) {
    Rollout next = rollout.change(event.agentId(), m -> m.away(true));
    boolean lostCanary =
        rollout.phase() == CANARY
            && next.member(event.agentId()).filter(m -> m.wave() == 0 && m.moving()).isPresent();
    return lostCanary
        ? turnBack(next, "the canary " + event.agentId() + " vanished", event.nowMs())
        : settle(next, event.nowMs(), new ArrayList<>());
  }

  private static Step<Rollout, RolloutEffect> reported(Rollout rollout, Reported event) {
    return event.goingBack()
        ? Step.to(rollout)
        : settle(noted(rollout, event), event.nowMs(), new ArrayList<>());
  }

  private static Rollout noted(Rollout rollout, Reported event) {
    return rollout.change(
        event.agentId(),
        m -> m.moving() ? m.in(event.state(), event.message(), event.swapGapMs()) : m);
  }

  private Step<Rollout, RolloutEffect> ticked(Rollout rollout, Ticked event) {
    return settle(
        rollout.map(m -> overdue(m, event.nowMs()) ? tooLate(m) : m),
        event.nowMs(),
        new ArrayList<>());
  }

  private boolean overdue(Member member, long nowMs) {
    return member.moving() && !member.away() && nowMs - member.orderedMs() > deviceDeadlineMs;
  }

  private static Member tooLate(Member member) {
    return member.in(State.FAILED, "did not confirm in time", 0);
  }

  /** Moves on where everybody that is waited for has arrived, and back where somebody failed. */
  private static Step<Rollout, RolloutEffect> settle(
      Rollout rollout, long nowMs, List<RolloutEffect> effects) {
    var failed = rollout.members().stream().filter(m -> m.state() == State.FAILED).findFirst();
    if (failed.isPresent()) {
      String why = failed.get().agentId() + " failed: " + failed.get().message();
      return turnBack(rollout, why, nowMs);
    }
    Rollout next = rollout;
    if (next.phase() == CANARY) {
      next = order(next, 0, nowMs, effects);
      List<Member> canaries = next.members().stream().filter(m -> m.wave() == 0).toList();
      if (canaries.isEmpty() || !canaries.stream().allMatch(m -> m.state() == State.CONFIRMED)) {
        return new Step<>(next, effects);
      }
      effects.add(new Announce("the canary " + canaries.get(0).agentId() + " confirmed", false));
      next = next.in(WAVES);
    }
    next = order(next, 1, nowMs, effects);
    boolean arrived =
        next.members().stream().allMatch(m -> m.away() || m.state() == State.CONFIRMED);
    if (!arrived) {
      return new Step<>(next, effects);
    }
    effects.add(new MarkStable());
    effects.add(new Announce("is done", false));
    return new Step<>(next.ended(DONE, nowMs), effects);
  }

  private static Step<Rollout, RolloutEffect> paused(Rollout rollout, Paused event) {
    return Step.to(rollout.paused(event.why()), new Announce("is paused: " + event.why(), false));
  }

  private static Step<Rollout, RolloutEffect> reportedWhilePaused(Rollout rollout, Reported event) {
    return Step.to(event.goingBack() ? rollout : noted(rollout, event));
  }

  private static Step<Rollout, RolloutEffect> onlineWhilePaused(
      Rollout rollout, DeviceOnline event) {
    return Step.to(joined(rollout, event.agentId()));
  }

  private static Step<Rollout, RolloutEffect> awayWhilePaused(Rollout rollout, DeviceAway event) {
    return Step.to(rollout.change(event.agentId(), m -> m.away(true)));
  }

  private static Step<Rollout, RolloutEffect> resumed(Rollout rollout, Resumed event) {
    Phase from = rollout.pausedFrom() == null ? CANARY : rollout.pausedFrom();
    // Time that passed during the pause is not held against a device.
    Rollout next =
        rollout.in(from).because("").map(m -> m.moving() ? m.ordered(false, event.nowMs()) : m);
    List<RolloutEffect> effects = new ArrayList<>(List.of(new Announce("goes on", false)));
    next.members().stream()
        .filter(m -> m.moving() && !m.away())
        .forEach(m -> effects.add(new Order(m.agentId(), false)));
    return settle(next, event.nowMs(), effects);
  }

  private static Step<Rollout, RolloutEffect> aborted(Rollout rollout, Aborted event) {
    List<RolloutEffect> effects = new ArrayList<>();
    rollout.members().stream()
        .filter(Member::moving)
        .forEach(m -> effects.add(new Withdraw(m.agentId(), "the rollout was aborted")));
    effects.add(new Announce("was aborted: " + event.why(), true));
    return new Step<>(rollout.because(event.why()).ended(ABORTED, event.nowMs()), effects);
  }

  private static Step<Rollout, RolloutEffect> turnBack(Rollout rollout, String why, long nowMs) {
    if (rollout.previous() == null) {
      return Step.to(
          rollout.because(why).ended(ABORTED, nowMs),
          new Announce("ends, with no version to go back to: " + why, true));
    }
    List<RolloutEffect> effects = new ArrayList<>();
    effects.add(new MarkPrevious());
    effects.add(new Announce("goes back to " + rollout.previous() + ": " + why, true));
    Rollout next =
        rollout
            .in(ROLLING_BACK)
            .because(why)
            .map(
                m -> {
                  if (!m.touched()) {
                    return m;
                  }
                  effects.add(new Withdraw(m.agentId(), why));
                  effects.add(new Order(m.agentId(), true));
                  return m.ordered(true, nowMs);
                });
    return settleBack(next, nowMs, effects);
  }

  private static Step<Rollout, RolloutEffect> onlineGoingBack(Rollout rollout, DeviceOnline event) {
    List<RolloutEffect> effects = new ArrayList<>();
    Rollout next = rollout.change(event.agentId(), m -> m.away(false));
    if (next.member(event.agentId()).filter(Member::moving).isPresent()) {
      next = next.change(event.agentId(), m -> m.ordered(true, event.nowMs()));
      effects.add(new Order(event.agentId(), true));
    }
    return new Step<>(next, effects);
  }

  private static Step<Rollout, RolloutEffect> awayGoingBack(Rollout rollout, DeviceAway event) {
    Rollout next = rollout.change(event.agentId(), m -> m.away(true));
    return settleBack(next, event.nowMs(), new ArrayList<>());
  }

  private static Step<Rollout, RolloutEffect> reportedGoingBack(Rollout rollout, Reported event) {
    if (!event.goingBack()) {
      return Step.to(rollout);
    }
    State state = event.state() == State.CONFIRMED ? State.ROLLED_BACK : event.state();
    Rollout next =
        rollout.change(
            event.agentId(), m -> m.moving() ? m.in(state, event.message(), event.swapGapMs()) : m);
    return settleBack(next, event.nowMs(), new ArrayList<>());
  }

  private Step<Rollout, RolloutEffect> tickedGoingBack(Rollout rollout, Ticked event) {
    Rollout next = rollout.map(m -> overdue(m, event.nowMs()) ? tooLate(m) : m);
    return settleBack(next, event.nowMs(), new ArrayList<>());
  }

  private static Step<Rollout, RolloutEffect> settleBack(
      Rollout rollout, long nowMs, List<RolloutEffect> effects) {
    boolean waiting = rollout.members().stream().anyMatch(m -> m.moving() && !m.away());
    if (waiting) {
      return new Step<>(rollout, effects);
    }
    effects.add(new Announce("is rolled back: " + rollout.why(), true));
    return new Step<>(rollout.ended(ROLLED_BACK, nowMs), effects);
  }
}
