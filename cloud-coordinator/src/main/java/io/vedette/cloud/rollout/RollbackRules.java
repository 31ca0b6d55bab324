package io.vedette.cloud.rollout;

import static io.vedette.cloud.rollout.Rollout.Phase.ABORTED;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLED_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLING_BACK;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.cloud.rollout.RolloutEffect.Announce;
import io.vedette.cloud.rollout.RolloutEffect.MarkPrevious;
import io.vedette.cloud.rollout.RolloutEffect.Order;
import io.vedette.cloud.rollout.RolloutEffect.Withdraw;
import io.vedette.cloud.rollout.RolloutEvent.DeviceAway;
import io.vedette.cloud.rollout.RolloutEvent.DeviceOnline;
import io.vedette.cloud.rollout.RolloutEvent.Reported;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a rollout that goes back to the version before: whoever was told of the new one is
 * told of the old.
 */
final class RollbackRules {

  private RollbackRules() {}

  static Transition<Rollout, RolloutEffect> turnBack(Rollout rollout, String why, EventTime now) {
    if (rollout.previous() == null) {
      return Transition.to(
          rollout.because(why).ended(ABORTED, now),
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
                  return m.ordered(true, now);
                });
    return settle(next, now, effects);
  }

  static Transition<Rollout, RolloutEffect> online(Rollout rollout, DeviceOnline event) {
    List<RolloutEffect> effects = new ArrayList<>();
    Rollout next = rollout.change(event.agentId(), m -> m.away(false));
    if (next.member(event.agentId()).filter(Member::moving).isPresent()) {
      next = next.change(event.agentId(), m -> m.ordered(true, event.now()));
      effects.add(new Order(event.agentId(), true));
    }
    return new Transition<>(next, effects);
  }

  static Transition<Rollout, RolloutEffect> away(Rollout rollout, DeviceAway event) {
    Rollout next = rollout.change(event.agentId(), m -> m.away(true));
    return settle(next, event.now(), new ArrayList<>());
  }

  static Transition<Rollout, RolloutEffect> reported(Rollout rollout, Reported event) {
    if (!event.goingBack()) {
      return Transition.to(rollout);
    }
    State state = event.state() == State.CONFIRMED ? State.ROLLED_BACK : event.state();
    Rollout next =
        rollout.change(
            event.agentId(), m -> m.moving() ? m.in(state, event.message(), event.swapGapMs()) : m);
    return settle(next, event.now(), new ArrayList<>());
  }

  static Transition<Rollout, RolloutEffect> settle(
      Rollout rollout, EventTime now, List<RolloutEffect> effects) {
    boolean waiting = rollout.members().stream().anyMatch(m -> m.moving() && !m.away());
    if (waiting) {
      return new Transition<>(rollout, effects);
    }
    effects.add(new Announce("is rolled back: " + rollout.why(), true));
    return new Transition<>(rollout.ended(ROLLED_BACK, now), effects);
  }
}
