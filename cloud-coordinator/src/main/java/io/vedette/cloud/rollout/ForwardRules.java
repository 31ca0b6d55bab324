package io.vedette.cloud.rollout;

import static io.vedette.cloud.rollout.Rollout.Phase.CANARY;
import static io.vedette.cloud.rollout.Rollout.Phase.DONE;
import static io.vedette.cloud.rollout.Rollout.Phase.WAVES;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.cloud.rollout.RolloutEffect.Announce;
import io.vedette.cloud.rollout.RolloutEffect.MarkCanary;
import io.vedette.cloud.rollout.RolloutEffect.MarkStable;
import io.vedette.cloud.rollout.RolloutEffect.Order;
import io.vedette.cloud.rollout.RolloutEvent.DeviceAway;
import io.vedette.cloud.rollout.RolloutEvent.DeviceOnline;
import io.vedette.cloud.rollout.RolloutEvent.Reported;
import io.vedette.cloud.rollout.RolloutEvent.Started;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a rollout that moves on: each wave is told, and who has arrived is waited for. Where
 * somebody failed it goes {@link RollbackRules}.
 */
final class ForwardRules {

  private ForwardRules() {}

  static Transition<Rollout, RolloutEffect> started(Rollout rollout, Started event) {
    List<RolloutEffect> effects = new ArrayList<>(List.of(new MarkCanary()));
    return new Transition<>(order(rollout, 0, event.now(), effects), effects);
  }

  /** Tells those of a wave that wait and can be reached. */
  private static Rollout order(
      Rollout rollout, int wave, EventTime now, List<RolloutEffect> effects) {
    return rollout.map(
        m -> {
          if (m.wave() != wave || m.state() != State.WAITING || m.away()) {
            return m;
          }
          effects.add(new Order(m.agentId(), false));
          return m.ordered(false, now);
        });
  }

  /** A newcomer joins the last wave, or is the canary where there is none. */
  static Rollout joined(Rollout rollout, String agent) {
    if (rollout.member(agent).isPresent()) {
      return rollout.change(agent, m -> m.away(false));
    }
    boolean canary = rollout.members().stream().noneMatch(m -> m.wave() == 0);
    return rollout.plus(Member.waiting(agent, canary ? 0 : 1));
  }

  static Transition<Rollout, RolloutEffect> online(Rollout rollout, DeviceOnline event) {
    String agent = event.agentId();
    Rollout next = joined(rollout, agent);
    List<RolloutEffect> effects = new ArrayList<>();
    if (next.member(agent).filter(Member::moving).isPresent()) {
      next = next.change(agent, m -> m.ordered(false, event.now()));
      effects.add(new Order(agent, false));
    }
    return settle(next, event.now(), effects);
  }

  static Transition<Rollout, RolloutEffect> away(Rollout rollout, DeviceAway event) {
    Rollout next = rollout.change(event.agentId(), m -> m.away(true));
    boolean lostCanary =
        rollout.phase() == CANARY
            && next.member(event.agentId()).filter(m -> m.wave() == 0 && m.moving()).isPresent();
    return lostCanary
        ? RollbackRules.turnBack(next, "the canary " + event.agentId() + " vanished", event.now())
        : settle(next, event.now(), new ArrayList<>());
  }

  static Transition<Rollout, RolloutEffect> reported(Rollout rollout, Reported event) {
    return event.goingBack()
        ? Transition.to(rollout)
        : settle(noted(rollout, event), event.now(), new ArrayList<>());
  }

  static Rollout noted(Rollout rollout, Reported event) {
    return rollout.change(
        event.agentId(),
        m -> m.moving() ? m.in(event.state(), event.message(), event.swapGapMs()) : m);
  }

  /** Moves on where everybody that is waited for has arrived, and back where somebody failed. */
  static Transition<Rollout, RolloutEffect> settle(
      Rollout rollout, EventTime now, List<RolloutEffect> effects) {
    var failed = rollout.members().stream().filter(m -> m.state() == State.FAILED).findFirst();
    if (failed.isPresent()) {
      String why = failed.get().agentId() + " failed: " + failed.get().message();
      return RollbackRules.turnBack(rollout, why, now);
    }
    Rollout next = rollout;
    if (next.phase() == CANARY) {
      next = order(next, 0, now, effects);
      List<Member> canaries = next.members().stream().filter(m -> m.wave() == 0).toList();
      if (canaries.isEmpty() || !canaries.stream().allMatch(m -> m.state() == State.CONFIRMED)) {
        return new Transition<>(next, effects);
      }
      effects.add(new Announce("the canary " + canaries.get(0).agentId() + " confirmed", false));
      next = next.in(WAVES);
    }
    next = order(next, 1, now, effects);
    boolean arrived =
        next.members().stream().allMatch(m -> m.away() || m.state() == State.CONFIRMED);
    if (!arrived) {
      return new Transition<>(next, effects);
    }
    effects.add(new MarkStable());
    effects.add(new Announce("is done", false));
    return new Transition<>(next.ended(DONE, now), effects);
  }
}
