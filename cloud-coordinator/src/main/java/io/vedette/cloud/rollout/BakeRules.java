package io.vedette.cloud.rollout;

import io.vedette.cloud.health.HealthVerdict;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.rollout.RolloutEffect.Announce;
import io.vedette.cloud.rollout.RolloutEvent.Judged;
import io.vedette.cloud.rollout.RolloutEvent.Resumed;
import io.vedette.cloud.rollout.RolloutEvent.Ticked;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a {@link Bake}: what a look at the field changes, when a version passes or is turned
 * back, and when a person is asked. They are rows of the {@link RolloutStateMachine}.
 */
final class BakeRules {

  private final BakeConfig config;

  BakeRules(BakeConfig config) {
    this.config = config;
  }

  /** Whether versions are judged. */
  boolean judge() {
    return config.judges();
  }

  boolean isBakedTooLong(Rollout rollout, Ticked event) {
    return bakedMs(rollout, event.now(), rollout.clockFromMs()) > config.limit().toMillis();
  }

  /**
   * For how long a version has been judged, active time.
   *
   * @param leastMs what was before does not count
   */
  private static long bakedMs(Rollout rollout, EventTime now, long leastMs) {
    Bake current = rollout.bake();
    if (current == null) {
      return 0;
    }
    long since = current.activeMs() > now.activeMs() ? rollout.clockFromMs() : current.activeMs();
    return now.activeMs() - Math.max(since, leastMs);
  }

  /** A report that decides nothing is not worth a write: after a restart it is made anew. */
  Transition<Rollout, RolloutEffect> noteReport(Rollout rollout, Judged event) {
    Bake current = rollout.bake();
    if (current == null) {
      return Transition.passing(rollout);
    }
    boolean enough = bakedMs(rollout, event.now(), 0) >= config.time().toMillis();
    Bake next = current.judged(event, enough);
    return next.saysAsMuchAs(current)
        ? Transition.passing(rollout.bake(next))
        : Transition.to(rollout.bake(next));
  }

  static boolean failsInField(Rollout rollout) {
    return is(rollout.bake(), Bake::failed);
  }

  static boolean passesInField(Rollout rollout, boolean last) {
    return is(rollout.bake(), bake -> bake.last() == last && bake.passed());
  }

  static boolean isOfAll(Rollout rollout, Resumed event) {
    return is(rollout.bake(), Bake::last);
  }

  static boolean failsAfterwards(Rollout rollout, Judged event) {
    return rollout.bake() != null && event.report().verdict() == HealthVerdict.FAIL;
  }

  private static boolean is(@Nullable Bake bake, Predicate<Bake> condition) {
    return bake != null && condition.test(bake);
  }

  Transition<Rollout, RolloutEffect> beginCanaryBake(Rollout rollout, RolloutEvent event) {
    return Transition.to(
        rollout.bake(Bake.beginning(false, List.of(), config, event.now())),
        new Announce(
            "the canary " + RolloutStateMachine.canary(rollout) + " confirmed, and is judged",
            false));
  }

  Transition<Rollout, RolloutEffect> beginFinalBake(Rollout rollout, RolloutEvent event) {
    Bake canary = rollout.bake();
    return Transition.to(
        rollout.bake(
            Bake.beginning(
                true, canary == null ? List.of() : canary.before(), config, event.now())),
        new Announce("is on all devices, and is judged", false));
  }

  static Transition<Rollout, RolloutEffect> announcePassed(Rollout rollout, RolloutEvent event) {
    return Transition.to(
        rollout.because(""), new Announce("the canary does well in the field", false));
  }

  static Transition<Rollout, RolloutEffect> askPerson(Rollout rollout, Ticked event) {
    Bake current = rollout.bake();
    String why = current == null ? "" : current.report().why();
    return Transition.to(
        rollout.because(why),
        new Announce("could not be judged, and waits for a person: " + why, true));
  }

  static Transition<Rollout, RolloutEffect> approve(Rollout rollout, Resumed event) {
    return Transition.to(
        rollout.because("").clockFrom(event.now()), new Announce("goes on by hand", false));
  }

  static Transition<Rollout, RolloutEffect> failInField(Rollout rollout, RolloutEvent event) {
    Bake current = rollout.bake();
    return RolloutStateMachine.turnBack(
        rollout, "it does badly in the field: " + (current == null ? "" : current.report().why()));
  }

  static Transition<Rollout, RolloutEffect> failAfterwards(Rollout rollout, Judged event) {
    Bake current = rollout.bake();
    return failInField(
        current == null ? rollout : rollout.bake(current.judged(event, true)), event);
  }
}
