package io.vedette.cloud.rollout;

import static io.vedette.cloud.rollout.Rollout.Phase.ABORTED;
import static io.vedette.cloud.rollout.Rollout.Phase.CANARY;
import static io.vedette.cloud.rollout.Rollout.Phase.DONE;
import static io.vedette.cloud.rollout.Rollout.Phase.PAUSED;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLED_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLING_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.WAVES;

import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.cloud.rollout.Rollout.Phase;
import io.vedette.cloud.rollout.RolloutEffect.Announce;
import io.vedette.cloud.rollout.RolloutEffect.Install;
import io.vedette.cloud.rollout.RolloutEffect.MarkCanary;
import io.vedette.cloud.rollout.RolloutEffect.MarkPrevious;
import io.vedette.cloud.rollout.RolloutEffect.MarkStable;
import io.vedette.cloud.rollout.RolloutEffect.Withdraw;
import io.vedette.cloud.rollout.RolloutEvent.Aborted;
import io.vedette.cloud.rollout.RolloutEvent.DeviceAway;
import io.vedette.cloud.rollout.RolloutEvent.DeviceOnline;
import io.vedette.cloud.rollout.RolloutEvent.Paused;
import io.vedette.cloud.rollout.RolloutEvent.Reported;
import io.vedette.cloud.rollout.RolloutEvent.Restarted;
import io.vedette.cloud.rollout.RolloutEvent.Resumed;
import io.vedette.cloud.rollout.RolloutEvent.RollbackRequested;
import io.vedette.cloud.rollout.RolloutEvent.Started;
import io.vedette.cloud.rollout.RolloutEvent.Ticked;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a rollout. One canary installs first; when it has confirmed, all others follow. A
 * device that fails or takes too long brings every device back to the previous version, and so does
 * a canary that goes away on its way. Any other device that goes away is not waited for; it is
 * brought to the fleet's version when it returns.
 */
final class RolloutStateMachine {

  private final long deviceDeadlineMs;

  private RolloutStateMachine(RolloutConfig config) {
    deviceDeadlineMs = config.deviceDeadline().toMillis();
  }

  static TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect> of(RolloutConfig config) {
    RolloutStateMachine rules = new RolloutStateMachine(config);
    return new TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect>(
            Rollout::phase, Rollout::in)
        .in(CANARY)
        .stay(Started.class, (r, e) -> Transition.to(r, new MarkCanary()))
        .stay(Restarted.class, (r, e) -> Transition.to(waitAnew(r, e), new MarkCanary()))
        .on(
            DeviceAway.class,
            "the canary",
            RolloutStateMachine::isCanary,
            ROLLING_BACK,
            RolloutStateMachine::loseCanary)
        .in(WAVES)
        .stay(Restarted.class, (r, e) -> Transition.to(waitAnew(r, e)))
        .in(CANARY, WAVES)
        .stay(DeviceOnline.class, RolloutStateMachine::join)
        .stay(DeviceAway.class, RolloutStateMachine::away)
        .stay(Reported.class, "forward", RolloutStateMachine::forward, RolloutStateMachine::note)
        .stay(Ticked.class, rules::failOverdue)
        .on(Paused.class, PAUSED, RolloutStateMachine::pause)
        .always(
            "a device failed",
            RolloutStateMachine::anyFailed,
            ROLLING_BACK,
            RolloutStateMachine::fail)
        .in(CANARY)
        .always("the canary waits", r -> anyWaits(r, 0), CANARY, (r, e) -> install(r, 0, e))
        .always(
            "the canary confirmed",
            RolloutStateMachine::canaryConfirmed,
            WAVES,
            RolloutStateMachine::announceCanary)
        .in(WAVES)
        .always("others wait", r -> anyWaits(r, 1), WAVES, (r, e) -> install(r, 1, e))
        .always(
            "all confirmed", RolloutStateMachine::allConfirmed, DONE, RolloutStateMachine::finish)
        .in(PAUSED)
        .stay(DeviceOnline.class, (r, e) -> Transition.to(joined(r, e.agentId())))
        .stay(DeviceAway.class, RolloutStateMachine::away)
        .stay(Reported.class, "forward", RolloutStateMachine::forward, RolloutStateMachine::note)
        .on(
            Resumed.class,
            "a device failed",
            (r, e) -> anyFailed(r),
            ROLLING_BACK,
            RolloutStateMachine::fail)
        .on(
            Resumed.class,
            "in the waves",
            RolloutStateMachine::pausedInWaves,
            WAVES,
            RolloutStateMachine::resume)
        .on(Resumed.class, CANARY, RolloutStateMachine::resume)
        .in(CANARY, WAVES, PAUSED)
        .on(Aborted.class, ABORTED, RolloutStateMachine::abort)
        .in(CANARY, WAVES, PAUSED, DONE)
        .on(RollbackRequested.class, ROLLING_BACK, (r, e) -> turnBack(r, e.why(), e))
        .in(ROLLING_BACK)
        .stay(DeviceOnline.class, RolloutStateMachine::comeBack)
        .stay(DeviceAway.class, RolloutStateMachine::away)
        .stay(Reported.class, "back", (r, e) -> e.goingBack(), RolloutStateMachine::noteBack)
        .stay(Ticked.class, rules::failOverdue)
        .stay(Restarted.class, (r, e) -> Transition.to(waitAnew(r, e), new MarkPrevious()))
        .always(
            "no previous version", r -> r.previous() == null, ABORTED, RolloutStateMachine::endHere)
        .always("all are back", r -> !anyExpected(r), ROLLED_BACK, RolloutStateMachine::endBack)
        .in(ROLLED_BACK)
        .stay(Restarted.class, (r, e) -> Transition.to(r, new MarkPrevious()))
        .in(DONE)
        .stay(Restarted.class, (r, e) -> Transition.to(r, new MarkStable()));
  }

  // Conditions.

  private static boolean isCanary(Rollout rollout, DeviceAway event) {
    return rollout.member(event.agentId()).filter(m -> m.wave() == 0 && m.moving()).isPresent();
  }

  private static boolean forward(Rollout rollout, Reported event) {
    return !event.goingBack();
  }

  private static boolean pausedInWaves(Rollout rollout, Resumed event) {
    return rollout.pausedFrom() == WAVES;
  }

  private static boolean anyFailed(Rollout rollout) {
    return rollout.members().stream().anyMatch(m -> m.state() == State.FAILED);
  }

  private static boolean anyWaits(Rollout rollout, int wave) {
    return rollout.members().stream().anyMatch(m -> waits(m, wave));
  }

  /** Can be sent its install command now, and has not been. */
  private static boolean waits(Member member, int wave) {
    return member.wave() == wave && member.state() == State.WAITING && !member.away();
  }

  private static boolean canaryConfirmed(Rollout rollout) {
    return rollout.members().stream().anyMatch(m -> m.wave() == 0 && m.state() == State.CONFIRMED);
  }

  private static boolean allConfirmed(Rollout rollout) {
    return rollout.members().stream().allMatch(m -> m.away() || m.state() == State.CONFIRMED);
  }

  private static boolean anyExpected(Rollout rollout) {
    return rollout.members().stream().anyMatch(m -> m.moving() && !m.away());
  }

  // The way forward.

  /** Sends the devices of a wave that wait the command to install the new version. */
  private static Transition<Rollout, RolloutEffect> install(
      Rollout rollout, int wave, RolloutEvent event) {
    List<RolloutEffect> effects = new ArrayList<>();
    Rollout next =
        rollout.map(
            m -> {
              if (!waits(m, wave)) {
                return m;
              }
              effects.add(new Install(m.agentId(), false));
              return m.sent(false, event.now());
            });
    return new Transition<>(next, effects);
  }

  /** A device that is back in the middle of its install gets its command again. */
  private static Transition<Rollout, RolloutEffect> join(Rollout rollout, DeviceOnline event) {
    String agent = event.agentId();
    Rollout next = joined(rollout, agent);
    return next.member(agent).filter(Member::moving).isPresent()
        ? Transition.to(
            next.change(agent, m -> m.sent(false, event.now())), new Install(agent, false))
        : Transition.to(next);
  }

  /** A newcomer joins the last wave, or is the canary where there is none. */
  private static Rollout joined(Rollout rollout, String agent) {
    if (rollout.member(agent).isPresent()) {
      return rollout.change(agent, m -> m.away(false));
    }
    boolean canary = rollout.members().stream().noneMatch(m -> m.wave() == 0);
    return rollout.plus(Member.waiting(agent, canary ? 0 : 1));
  }

  private static Transition<Rollout, RolloutEffect> away(Rollout rollout, DeviceAway event) {
    return Transition.to(rollout.change(event.agentId(), m -> m.away(true)));
  }

  private static Transition<Rollout, RolloutEffect> note(Rollout rollout, Reported event) {
    return Transition.to(noted(rollout, event, event.state()));
  }

  private static Rollout noted(Rollout rollout, Reported event, State state) {
    return rollout.change(
        event.agentId(), m -> m.moving() ? m.in(state, event.message(), event.swapGapMs()) : m);
  }

  private static Transition<Rollout, RolloutEffect> announceCanary(
      Rollout rollout, RolloutEvent event) {
    String canary =
        rollout.members().stream()
            .filter(m -> m.wave() == 0)
            .map(Member::agentId)
            .findFirst()
            .orElseThrow();
    return Transition.to(rollout, new Announce("the canary " + canary + " confirmed", false));
  }

  private static Transition<Rollout, RolloutEffect> finish(Rollout rollout, RolloutEvent event) {
    return Transition.to(
        rollout.ended(event.now()), new MarkStable(), new Announce("is done", false));
  }

  // The passing of time.

  /** A device that got its command too long ago has failed, unless it is away. */
  private Transition<Rollout, RolloutEffect> failOverdue(Rollout rollout, Ticked event) {
    return Transition.to(
        rollout.map(
            m -> overdue(m, event.now()) ? m.in(State.FAILED, "did not confirm in time", 0) : m));
  }

  private boolean overdue(Member member, EventTime now) {
    return member.moving() && !member.away() && now.activeMs() - member.sentMs() > deviceDeadlineMs;
  }

  /** No device could report while the coordinator was down: each gets the full time again. */
  private static Rollout waitAnew(Rollout rollout, Restarted event) {
    return rollout.map(m -> m.moving() ? m.waitedFor(event.now()) : m);
  }

  // What people ask for.

  private static Transition<Rollout, RolloutEffect> pause(Rollout rollout, Paused event) {
    return Transition.to(
        rollout.because(event.why()), new Announce("is paused: " + event.why(), false));
  }

  /** The time of the pause does not count against a device. */
  private static Transition<Rollout, RolloutEffect> resume(Rollout rollout, Resumed event) {
    Rollout next = rollout.because("").map(m -> m.moving() ? m.sent(false, event.now()) : m);
    List<RolloutEffect> effects = new ArrayList<>(List.of(new Announce("is resumed", false)));
    next.members().stream()
        .filter(m -> m.moving() && !m.away())
        .forEach(m -> effects.add(new Install(m.agentId(), false)));
    return new Transition<>(next, effects);
  }

  private static Transition<Rollout, RolloutEffect> abort(Rollout rollout, Aborted event) {
    List<RolloutEffect> effects = new ArrayList<>();
    rollout.members().stream()
        .filter(Member::moving)
        .forEach(m -> effects.add(new Withdraw(m.agentId(), "the rollout was aborted")));
    effects.add(new Announce("was aborted: " + event.why(), true));
    return new Transition<>(rollout.because(event.why()).ended(event.now()), effects);
  }

  // The way back.

  private static Transition<Rollout, RolloutEffect> fail(Rollout rollout, RolloutEvent event) {
    Member failed =
        rollout.members().stream().filter(m -> m.state() == State.FAILED).findFirst().orElseThrow();
    return turnBack(rollout, failed.agentId() + " failed: " + failed.message(), event);
  }

  private static Transition<Rollout, RolloutEffect> loseCanary(Rollout rollout, DeviceAway event) {
    Rollout next = rollout.change(event.agentId(), m -> m.away(true));
    return turnBack(next, "the canary " + event.agentId() + " went away", event);
  }

  /**
   * Every device that got the command to install the new version has it withdrawn, and gets one to
   * install the previous version. Without a previous version only the reason is noted, and the
   * rollout ends.
   */
  private static Transition<Rollout, RolloutEffect> turnBack(
      Rollout rollout, String why, RolloutEvent event) {
    Rollout next = rollout.because(why);
    if (rollout.previous() == null) {
      return Transition.to(next);
    }
    List<RolloutEffect> effects = new ArrayList<>();
    effects.add(new MarkPrevious());
    effects.add(new Announce("goes back to " + rollout.previous() + ": " + why, true));
    return new Transition<>(
        next.map(
            m -> {
              if (!m.mayRunNewVersion()) {
                return m;
              }
              effects.add(new Withdraw(m.agentId(), why));
              effects.add(new Install(m.agentId(), true));
              return m.sent(true, event.now());
            }),
        effects);
  }

  private static Transition<Rollout, RolloutEffect> comeBack(Rollout rollout, DeviceOnline event) {
    String agent = event.agentId();
    Rollout next = rollout.change(agent, m -> m.away(false));
    return next.member(agent).filter(Member::moving).isPresent()
        ? Transition.to(
            next.change(agent, m -> m.sent(true, event.now())), new Install(agent, true))
        : Transition.to(next);
  }

  private static Transition<Rollout, RolloutEffect> noteBack(Rollout rollout, Reported event) {
    return Transition.to(
        noted(
            rollout, event, event.state() == State.CONFIRMED ? State.ROLLED_BACK : event.state()));
  }

  private static Transition<Rollout, RolloutEffect> endHere(Rollout rollout, RolloutEvent event) {
    return Transition.to(
        rollout.ended(event.now()),
        new Announce("ends, with no version to go back to: " + rollout.why(), true));
  }

  private static Transition<Rollout, RolloutEffect> endBack(Rollout rollout, RolloutEvent event) {
    return Transition.to(
        rollout.ended(event.now()), new Announce("is rolled back: " + rollout.why(), true));
  }
}
