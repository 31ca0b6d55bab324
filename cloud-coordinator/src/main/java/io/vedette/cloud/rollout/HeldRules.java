package io.vedette.cloud.rollout;

import static io.vedette.cloud.rollout.Rollout.Phase.ABORTED;
import static io.vedette.cloud.rollout.Rollout.Phase.CANARY;

import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.rollout.Rollout.Phase;
import io.vedette.cloud.rollout.RolloutEffect.Announce;
import io.vedette.cloud.rollout.RolloutEffect.Order;
import io.vedette.cloud.rollout.RolloutEffect.Withdraw;
import io.vedette.cloud.rollout.RolloutEvent.Aborted;
import io.vedette.cloud.rollout.RolloutEvent.DeviceAway;
import io.vedette.cloud.rollout.RolloutEvent.DeviceOnline;
import io.vedette.cloud.rollout.RolloutEvent.Paused;
import io.vedette.cloud.rollout.RolloutEvent.Reported;
import io.vedette.cloud.rollout.RolloutEvent.Resumed;
import java.util.ArrayList;
import java.util.List;

/** The rules of a rollout that people hold, let go on, or end. */
final class HeldRules {

  private HeldRules() {}

  static Transition<Rollout, RolloutEffect> paused(Rollout rollout, Paused event) {
    return Transition.to(
        rollout.paused(event.why()), new Announce("is paused: " + event.why(), false));
  }

  static Transition<Rollout, RolloutEffect> reported(Rollout rollout, Reported event) {
    return Transition.to(event.goingBack() ? rollout : ForwardRules.noted(rollout, event));
  }

  static Transition<Rollout, RolloutEffect> online(Rollout rollout, DeviceOnline event) {
    return Transition.to(ForwardRules.joined(rollout, event.agentId()));
  }

  static Transition<Rollout, RolloutEffect> away(Rollout rollout, DeviceAway event) {
    return Transition.to(rollout.change(event.agentId(), m -> m.away(true)));
  }

  static Transition<Rollout, RolloutEffect> resumed(Rollout rollout, Resumed event) {
    Phase from = rollout.pausedFrom() == null ? CANARY : rollout.pausedFrom();
    // Time that passed during the pause is not held against a device.
    Rollout next =
        rollout.in(from).because("").map(m -> m.moving() ? m.ordered(false, event.now()) : m);
    List<RolloutEffect> effects = new ArrayList<>(List.of(new Announce("goes on", false)));
    next.members().stream()
        .filter(m -> m.moving() && !m.away())
        .forEach(m -> effects.add(new Order(m.agentId(), false)));
    return ForwardRules.settle(next, event.now(), effects);
  }

  static Transition<Rollout, RolloutEffect> aborted(Rollout rollout, Aborted event) {
    List<RolloutEffect> effects = new ArrayList<>();
    rollout.members().stream()
        .filter(Member::moving)
        .forEach(m -> effects.add(new Withdraw(m.agentId(), "the rollout was aborted")));
    effects.add(new Announce("was aborted: " + event.why(), true));
    return new Transition<>(rollout.because(event.why()).ended(ABORTED, event.now()), effects);
  }
}
