package io.vedette.cloud.rollout;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.cloud.rollout.RolloutEvent.Ticked;
import java.util.ArrayList;

/**
 * What the passing of time does to a rollout: how long a device may take.
 *
 * @param deviceMs from the order to the confirmation, milliseconds
 */
record OverdueRules(long deviceMs) {

  /** Time has passed on the way to the new version. */
  Transition<Rollout, RolloutEffect> forward(Rollout rollout, Ticked event) {
    return ForwardRules.settle(judged(rollout, event.now()), event.now(), new ArrayList<>());
  }

  /** Time has passed on the way back. */
  Transition<Rollout, RolloutEffect> homeward(Rollout rollout, Ticked event) {
    return RollbackRules.settle(judged(rollout, event.now()), event.now(), new ArrayList<>());
  }

  /** Who was told too long ago has failed; who is away is waited for. */
  private Rollout judged(Rollout rollout, EventTime now) {
    return rollout.map(m -> overdue(m, now) ? m.in(State.FAILED, "did not confirm in time", 0) : m);
  }

  private boolean overdue(Member member, EventTime now) {
    return member.moving() && !member.away() && now.activeMs() - member.orderedMs() > deviceMs;
  }
}
