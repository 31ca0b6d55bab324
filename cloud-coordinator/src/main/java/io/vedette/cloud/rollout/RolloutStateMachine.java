package io.vedette.cloud.rollout;

import static io.vedette.cloud.rollout.Rollout.Phase.ABORTED;
import static io.vedette.cloud.rollout.Rollout.Phase.CANARY;
import static io.vedette.cloud.rollout.Rollout.Phase.DONE;
import static io.vedette.cloud.rollout.Rollout.Phase.PAUSED;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLED_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLING_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.WAVES;

import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.rollout.Rollout.Phase;
import io.vedette.cloud.rollout.RolloutEffect.MarkCanary;
import io.vedette.cloud.rollout.RolloutEffect.MarkPrevious;
import io.vedette.cloud.rollout.RolloutEffect.MarkStable;
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
import java.util.EnumSet;
import java.util.Set;

/**
 * The rules of a rollout. One canary goes first; when it has confirmed, everybody follows. A device
 * that fails or takes too long takes everybody back, and so does a canary that vanishes; any other
 * device that goes away is left out, and looked after when it returns.
 */
final class RolloutStateMachine {

  private static final Set<Phase> HOMEWARD = Set.of(ROLLING_BACK, ROLLED_BACK);
  private static final Set<Phase> BACKWARD = Set.of(ROLLING_BACK, ROLLED_BACK, ABORTED);
  private static final Set<Phase> ANYWHERE =
      Set.of(CANARY, WAVES, DONE, ROLLING_BACK, ROLLED_BACK, ABORTED);

  private RolloutStateMachine() {}

  static TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect> of(RolloutConfig config) {
    OverdueRules patience = new OverdueRules(config.deviceDeadline().toMillis());
    return new TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect>(Rollout::phase)
        .on(CANARY, Started.class, Set.of(CANARY), ForwardRules::started)
        .on(
            CANARY,
            Restarted.class,
            Set.of(CANARY),
            (r, e) -> Transition.to(waitedAnew(r, e), new MarkCanary()))
        .on(WAVES, Restarted.class, Set.of(WAVES), (r, e) -> Transition.to(waitedAnew(r, e)))
        .on(CANARY, DeviceOnline.class, Set.of(CANARY), ForwardRules::online)
        .on(CANARY, DeviceAway.class, or(CANARY, BACKWARD), ForwardRules::away)
        .on(CANARY, Reported.class, ANYWHERE, ForwardRules::reported)
        .on(CANARY, Ticked.class, or(CANARY, BACKWARD), patience::forward)
        .on(WAVES, DeviceOnline.class, Set.of(WAVES, DONE), ForwardRules::online)
        .on(WAVES, DeviceAway.class, Set.of(WAVES, DONE), ForwardRules::away)
        .on(WAVES, Reported.class, or(DONE, or(WAVES, BACKWARD)), ForwardRules::reported)
        .on(WAVES, Ticked.class, or(WAVES, BACKWARD), patience::forward)
        .on(Set.of(CANARY, WAVES), Paused.class, Set.of(PAUSED), HeldRules::paused)
        .on(PAUSED, Reported.class, Set.of(PAUSED), HeldRules::reported)
        .on(PAUSED, DeviceOnline.class, Set.of(PAUSED), HeldRules::online)
        .on(PAUSED, DeviceAway.class, Set.of(PAUSED), HeldRules::away)
        .on(PAUSED, Resumed.class, ANYWHERE, HeldRules::resumed)
        .on(Set.of(CANARY, WAVES, PAUSED), Aborted.class, Set.of(ABORTED), HeldRules::aborted)
        .on(
            Set.of(CANARY, WAVES, PAUSED, DONE),
            TurnedBack.class,
            BACKWARD,
            (r, e) -> RollbackRules.turnBack(r, e.why(), e.now()))
        .on(ROLLING_BACK, DeviceOnline.class, Set.of(ROLLING_BACK), RollbackRules::online)
        .on(ROLLING_BACK, DeviceAway.class, HOMEWARD, RollbackRules::away)
        .on(ROLLING_BACK, Reported.class, HOMEWARD, RollbackRules::reported)
        .on(ROLLING_BACK, Ticked.class, HOMEWARD, patience::homeward)
        .on(DONE, Restarted.class, Set.of(DONE), (r, e) -> Transition.to(r, new MarkStable()))
        .on(
            ROLLING_BACK,
            Restarted.class,
            Set.of(ROLLING_BACK),
            (r, e) -> Transition.to(waitedAnew(r, e), new MarkPrevious()))
        .on(
            ROLLED_BACK,
            Restarted.class,
            Set.of(ROLLED_BACK),
            (r, e) -> Transition.to(r, new MarkPrevious()));
  }

  /** Nobody could report while the coordinator was down: who is waited for gets the time again. */
  private static Rollout waitedAnew(Rollout rollout, Restarted event) {
    return rollout.map(m -> m.moving() ? m.waitedFor(event.now()) : m);
  }

  private static Set<Phase> or(Phase phase, Set<Phase> phases) {
    Set<Phase> all = EnumSet.copyOf(phases);
    all.add(phase);
    return all;
  }
}
