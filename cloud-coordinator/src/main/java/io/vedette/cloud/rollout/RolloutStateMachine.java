package io.vedette.cloud.rollout;

import static io.vedette.cloud.rollout.Rollout.Phase.ABORTED;
import static io.vedette.cloud.rollout.Rollout.Phase.CANARY;
import static io.vedette.cloud.rollout.Rollout.Phase.CANARY_BAKE;
import static io.vedette.cloud.rollout.Rollout.Phase.DONE;
import static io.vedette.cloud.rollout.Rollout.Phase.FINAL_BAKE;
import static io.vedette.cloud.rollout.Rollout.Phase.PAUSED;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLED_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.ROLLING_BACK;
import static io.vedette.cloud.rollout.Rollout.Phase.UNDECIDED;
import static io.vedette.cloud.rollout.Rollout.Phase.WAVES;

import io.vedette.cloud.machine.Rows;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.rollout.Member.Group;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.cloud.rollout.Rollout.Phase;
import io.vedette.cloud.rollout.RolloutEffect.Announce;
import io.vedette.cloud.rollout.RolloutEffect.Continue;
import io.vedette.cloud.rollout.RolloutEffect.Install;
import io.vedette.cloud.rollout.RolloutEffect.MarkCanary;
import io.vedette.cloud.rollout.RolloutEffect.MarkPrevious;
import io.vedette.cloud.rollout.RolloutEffect.MarkStable;
import io.vedette.cloud.rollout.RolloutEffect.Withdraw;
import io.vedette.cloud.rollout.RolloutEvent.Aborted;
import io.vedette.cloud.rollout.RolloutEvent.Continued;
import io.vedette.cloud.rollout.RolloutEvent.DeviceAway;
import io.vedette.cloud.rollout.RolloutEvent.DeviceOnline;
import io.vedette.cloud.rollout.RolloutEvent.Judged;
import io.vedette.cloud.rollout.RolloutEvent.Paused;
import io.vedette.cloud.rollout.RolloutEvent.Reported;
import io.vedette.cloud.rollout.RolloutEvent.Restarted;
import io.vedette.cloud.rollout.RolloutEvent.Resumed;
import io.vedette.cloud.rollout.RolloutEvent.RollbackRequested;
import io.vedette.cloud.rollout.RolloutEvent.Started;
import io.vedette.cloud.rollout.RolloutEvent.Ticked;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The rules of a rollout. One canary installs first; when it has confirmed and does well in the
 * field, the others follow wave by wave, and are judged in their turn. A version that does badly is
 * turned back, also some time after the end; for one of which too little is seen a person decides.
 * A canary that fails, takes too long or goes away on its way brings the devices back that have
 * moved, and so does a wave in which more devices fail than may. Any other device that goes away is
 * not waited for; it is brought to the fleet's version when it returns.
 *
 * <p>Conditions count groups of members, and a step changes a bounded number of them: what is left
 * follows in the next step.
 */
final class RolloutStateMachine {

  /** The most members that one step changes: with its header, one write. */
  static final int BATCH = 400;

  private final long deviceDeadlineMs;
  private final int failures;
  private final int atOnce;
  private final BakeRules bake;

  private RolloutStateMachine(RolloutConfig config) {
    deviceDeadlineMs = config.deviceDeadline().toMillis();
    failures = config.failures();
    atOnce = config.atOnce();
    bake = new BakeRules(config.bake());
  }

  static TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect> of(RolloutConfig config) {
    RolloutStateMachine rules = new RolloutStateMachine(config);
    return new TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect>(
            Rollout::phase, Rollout::in)
        .in(CANARY)
        .stay(Started.class, (r, e) -> Transition.to(r, new MarkCanary()))
        .on(
            DeviceAway.class,
            "the canary",
            RolloutStateMachine::isCanary,
            ROLLING_BACK,
            RolloutStateMachine::loseCanary)
        .in(CANARY_BAKE, FINAL_BAKE)
        .on(
            Ticked.class,
            "judged for too long",
            rules.bake::isBakedTooLong,
            UNDECIDED,
            BakeRules::askPerson)
        .in(CANARY_BAKE, FINAL_BAKE, UNDECIDED)
        .stay(Judged.class, rules.bake::noteReport)
        .in(CANARY, CANARY_BAKE, WAVES, FINAL_BAKE, UNDECIDED)
        .stay(DeviceOnline.class, RolloutStateMachine::join)
        .stay(DeviceAway.class, RolloutStateMachine::away)
        .stay(Reported.class, "forward", RolloutStateMachine::forward, RolloutStateMachine::note)
        .stay(Ticked.class, rules::failOverdue)
        .stay(Restarted.class, (r, e) -> Transition.passing(r.clockFrom(e.now())))
        .stay(Continued.class, (r, e) -> Transition.to(r.more(false)))
        .in(CANARY, CANARY_BAKE, WAVES, FINAL_BAKE)
        .on(Paused.class, PAUSED, RolloutStateMachine::pause)
        .in(CANARY, CANARY_BAKE, WAVES, FINAL_BAKE, UNDECIDED)
        .always("too many failed", rules::tooManyFailed, ROLLING_BACK, rules::fail)
        .in(CANARY)
        .always("the canary waits", r -> anyWaits(r, 0), CANARY, (r, e) -> install(r, 0, e, 1))
        .always(
            "the canary confirmed, and is judged",
            rules::canaryIsJudged,
            CANARY_BAKE,
            rules.bake::beginCanaryBake)
        .always(
            "the canary confirmed",
            RolloutStateMachine::canaryConfirmed,
            WAVES,
            RolloutStateMachine::announceCanary)
        .in(WAVES)
        .always("the next wait", rules::nextMayInstall, WAVES, rules::installNext)
        .always(
            "all waves are through, and are judged",
            rules::allAreJudged,
            FINAL_BAKE,
            rules.bake::beginFinalBake)
        .always(
            "all waves are through",
            RolloutStateMachine::allThrough,
            DONE,
            RolloutStateMachine::finish)
        .in(CANARY_BAKE, FINAL_BAKE, UNDECIDED)
        .always(
            "it does badly in the field",
            BakeRules::failsInField,
            ROLLING_BACK,
            BakeRules::failInField)
        .in(FINAL_BAKE)
        .always("the next wait", rules::nextMayInstall, FINAL_BAKE, rules::installNext)
        .in(CANARY_BAKE, UNDECIDED)
        .always(
            "the canary does well in the field",
            r -> BakeRules.passesInField(r, false),
            WAVES,
            BakeRules::announcePassed)
        .in(FINAL_BAKE, UNDECIDED)
        .always(
            "all do well in the field",
            r -> BakeRules.passesInField(r, true) && allThrough(r),
            DONE,
            RolloutStateMachine::finish)
        .in(UNDECIDED)
        .on(Resumed.class, "all have it", BakeRules::isOfAll, DONE, RolloutStateMachine::finish)
        .on(Resumed.class, WAVES, BakeRules::approve)
        .in(DONE)
        .on(
            Judged.class,
            "it does badly in the field",
            BakeRules::failsAfterwards,
            ROLLING_BACK,
            BakeRules::failAfterwards)
        .stay(Judged.class, rules.bake::noteReport)
        .in(PAUSED)
        .stay(DeviceOnline.class, RolloutStateMachine::joinLater)
        .stay(DeviceAway.class, RolloutStateMachine::away)
        .stay(Reported.class, "forward", RolloutStateMachine::forward, RolloutStateMachine::note)
        .stay(Restarted.class, (r, e) -> Transition.passing(r.clockFrom(e.now())))
        .stay(Continued.class, (r, e) -> Transition.to(r.more(false)))
        .on(
            Resumed.class,
            "too many failed",
            (r, e) -> rules.tooManyFailed(r),
            ROLLING_BACK,
            rules::fail)
        .on(
            Resumed.class,
            "while the canary was judged",
            (r, e) -> r.pausedFrom() == CANARY_BAKE,
            CANARY_BAKE,
            RolloutStateMachine::resume)
        .on(
            Resumed.class,
            "while all were judged",
            (r, e) -> r.pausedFrom() == FINAL_BAKE,
            FINAL_BAKE,
            RolloutStateMachine::resume)
        .on(
            Resumed.class,
            "in the waves",
            RolloutStateMachine::pausedInWaves,
            WAVES,
            RolloutStateMachine::resume)
        .on(Resumed.class, CANARY, RolloutStateMachine::resume)
        .in(CANARY, CANARY_BAKE, WAVES, FINAL_BAKE, UNDECIDED, PAUSED)
        .on(Aborted.class, ABORTED, RolloutStateMachine::abort)
        .in(CANARY, CANARY_BAKE, WAVES, FINAL_BAKE, UNDECIDED, PAUSED, DONE)
        .on(RollbackRequested.class, ROLLING_BACK, (r, e) -> turnBack(r, e.why()))
        .in(ROLLING_BACK)
        .stay(DeviceOnline.class, RolloutStateMachine::comeBack)
        .stay(DeviceAway.class, RolloutStateMachine::away)
        .stay(Reported.class, "back", (r, e) -> e.goingBack(), RolloutStateMachine::noteBack)
        .stay(Ticked.class, rules::failOverdue)
        .stay(Restarted.class, (r, e) -> Transition.passing(r.clockFrom(e.now())))
        .stay(Continued.class, (r, e) -> Transition.to(r.more(false)))
        .always(
            "no previous version", r -> r.previous() == null, ABORTED, RolloutStateMachine::endHere)
        .always(
            "some are not told yet",
            RolloutStateMachine::anyMustTurnBack,
            ROLLING_BACK,
            RolloutStateMachine::tellBack)
        .always(
            "all are back", RolloutStateMachine::allBack, ROLLED_BACK, RolloutStateMachine::endBack)
        .in(ABORTED)
        .stay(Continued.class, (r, e) -> Transition.to(r.more(false)))
        .always(
            "some still install",
            RolloutStateMachine::anyInstalls,
            ABORTED,
            RolloutStateMachine::withdraw);
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

  /** The canary, or more of a wave than may. */
  private boolean tooManyFailed(Rollout rollout) {
    return failedWave(rollout).isPresent();
  }

  /** The first wave of which too many failed. */
  private OptionalInt failedWave(Rollout rollout) {
    return rollout.members().groups().stream()
        .map(Group.class::cast)
        .filter(g -> g.state() == State.FAILED)
        .mapToInt(Group::wave)
        .distinct()
        .sorted()
        .filter(wave -> failed(rollout, wave) > allowed(rollout, wave))
        .findFirst();
  }

  private static int failed(Rollout rollout, int wave) {
    return count(rollout, g -> g.wave() == wave && g.state() == State.FAILED);
  }

  /** So many devices of a wave may fail. Those that are away do not count as its members. */
  private int allowed(Rollout rollout, int wave) {
    int size = count(rollout, g -> g.wave() == wave && (!g.away() || g.state() == State.FAILED));
    return WavePlan.mayFail(wave, size, failures);
  }

  private static boolean anyWaits(Rollout rollout, int wave) {
    return !rollout.more() && any(rollout, g -> g.waits(wave));
  }

  /** A device of the lowest wave that is not through waits, and fewer install than may at once. */
  private boolean nextMayInstall(Rollout rollout) {
    OptionalInt next = nextWave(rollout);
    return !rollout.more()
        && next.isPresent()
        && count(rollout, Group::expected) < atOnce
        && !any(rollout, g -> g.wave() < next.getAsInt() && g.expected());
  }

  private static OptionalInt nextWave(Rollout rollout) {
    return rollout.members().groups().stream()
        .map(Group.class::cast)
        .filter(Group::waits)
        .mapToInt(Group::wave)
        .min();
  }

  private static boolean canaryConfirmed(Rollout rollout) {
    return any(rollout, g -> g.wave() == 0 && g.state() == State.CONFIRMED);
  }

  /** Every device that is not away has the version or failed to take it. */
  private static boolean allThrough(Rollout rollout) {
    return !any(
        rollout, g -> !g.away() && g.state() != State.CONFIRMED && g.state() != State.FAILED);
  }

  private static boolean anyMustTurnBack(Rollout rollout) {
    return !rollout.more() && any(rollout, Group::mustTurnBack);
  }

  private static boolean allBack(Rollout rollout) {
    return !any(rollout, g -> g.mustTurnBack() || g.expected());
  }

  private static boolean anyInstalls(Rollout rollout) {
    return !rollout.more() && any(rollout, g -> g.installs() && !g.goingBack());
  }

  private static boolean any(Rollout rollout, Predicate<Group> condition) {
    return count(rollout, condition) > 0;
  }

  private static int count(Rollout rollout, Predicate<Group> condition) {
    return rollout.members().count(group(condition));
  }

  private static Predicate<Object> group(Predicate<Group> condition) {
    return group -> condition.test((Group) group);
  }

  private static Member one(Rollout rollout, Predicate<Group> condition) {
    return rollout.members().any(group(condition)).orElseThrow();
  }

  // The field.

  private boolean canaryIsJudged(Rollout rollout) {
    return bake.judge() && canaryConfirmed(rollout);
  }

  /** Where there is nobody but the canary, it was judged already. */
  private boolean allAreJudged(Rollout rollout) {
    return bake.judge() && allThrough(rollout) && any(rollout, g -> g.wave() > 0);
  }

  // The way forward.

  /**
   * Changes the next members that a condition picks, which no longer holds for them afterwards; the
   * others follow.
   */
  private static Transition<Rollout, RolloutEffect> batch(
      Rollout rollout,
      Predicate<Group> condition,
      UnaryOperator<Member> change,
      Function<Member, List<RolloutEffect>> effects) {
    return batch(rollout, condition, Integer.MAX_VALUE, change, effects);
  }

  /**
   * @param room changes so many at most, also when more are left
   */
  private static Transition<Rollout, RolloutEffect> batch(
      Rollout rollout,
      Predicate<Group> condition,
      int room,
      UnaryOperator<Member> change,
      Function<Member, List<RolloutEffect>> effects) {
    Rows<Member> next = rollout.members();
    List<RolloutEffect> all = new ArrayList<>();
    for (Member member : rollout.members().in(group(condition), Math.min(BATCH, room))) {
      next = next.with(change.apply(member));
      all.addAll(effects.apply(member));
    }
    boolean left = room > BATCH && next.count(group(condition)) > 0;
    if (left) {
      all.add(new Continue());
    }
    return new Transition<>(rollout.with(next).more(left), all);
  }

  private Transition<Rollout, RolloutEffect> installNext(Rollout rollout, RolloutEvent event) {
    int wave = nextWave(rollout).orElseThrow();
    return install(rollout, wave, event, atOnce - count(rollout, Group::expected));
  }

  /** Sends devices of a wave that wait the command to install the new version. */
  private static Transition<Rollout, RolloutEffect> install(
      Rollout rollout, int wave, RolloutEvent event, int room) {
    return batch(
        rollout,
        g -> g.waits(wave),
        room,
        m -> m.sent(false, event.now()),
        m -> List.of(new Install(m.agentId(), false)));
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

  /** During a pause it waits, and gets its command again afterwards. */
  private static Transition<Rollout, RolloutEffect> joinLater(Rollout rollout, DeviceOnline event) {
    return Transition.to(
        joined(rollout, event.agentId())
            .change(event.agentId(), m -> m.moving() ? m.waitingAgain() : m));
  }

  /** A newcomer joins the last wave, or is the canary where there is none. */
  private static Rollout joined(Rollout rollout, String agent) {
    if (rollout.member(agent).isPresent()) {
      return rollout.change(agent, m -> m.away(false));
    }
    OptionalInt last = lastWave(rollout);
    int wave = last.isEmpty() ? 0 : Math.max(1, last.getAsInt());
    return rollout.with(Member.waiting(agent, wave));
  }

  private static OptionalInt lastWave(Rollout rollout) {
    return rollout.members().groups().stream().map(Group.class::cast).mapToInt(Group::wave).max();
  }

  private static Transition<Rollout, RolloutEffect> away(Rollout rollout, DeviceAway event) {
    return Transition.to(rollout.change(event.agentId(), m -> m.away(true)));
  }

  private static Transition<Rollout, RolloutEffect> note(Rollout rollout, Reported event) {
    return Transition.to(noted(rollout, event, event.state()));
  }

  /** A report on another command than its last is ignored. */
  private static Rollout noted(Rollout rollout, Reported event, State state) {
    return rollout.change(
        event.agentId(),
        m ->
            m.goingBack() == event.goingBack() && (m.installs() || isLate(m, event))
                ? reached(m, event, state)
                : m);
  }

  private static Member reached(Member member, Reported event, State state) {
    return event.state() == State.CONFIRMED
        ? member.confirmed(state, event.message(), event.swapGapMs(), event.now())
        : member.in(state, event.message(), event.swapGapMs());
  }

  /** It was given up, and has the version all the same. */
  private static boolean isLate(Member member, Reported event) {
    return member.state() == State.FAILED && event.state() == State.CONFIRMED;
  }

  private static Transition<Rollout, RolloutEffect> announceCanary(
      Rollout rollout, RolloutEvent event) {
    return Transition.to(
        rollout, new Announce("the canary " + canary(rollout) + " confirmed", false));
  }

  static String canary(Rollout rollout) {
    return one(rollout, g -> g.wave() == 0 && g.state() == State.CONFIRMED).agentId();
  }

  private static Transition<Rollout, RolloutEffect> finish(Rollout rollout, RolloutEvent event) {
    int failed = count(rollout, g -> g.state() == State.FAILED);
    String done = failed == 0 ? "is done" : "is done; devices that failed: " + failed;
    return Transition.to(
        rollout.because("").ended(event.now()), new MarkStable(), new Announce(done, failed > 0));
  }

  // The passing of time.

  /**
   * A device that got its command too long ago has failed, unless it is away. The members are
   * looked at only when one of them may be overdue.
   */
  private Transition<Rollout, RolloutEffect> failOverdue(Rollout rollout, Ticked event) {
    long now = event.now().activeMs();
    if (now < rollout.dueMs()) {
      return Transition.passing(rollout);
    }
    Rows<Member> next = rollout.members();
    long due = now + deviceDeadlineMs;
    int overdue = 0;
    for (Member member : rollout.members().in(group(Group::expected), Integer.MAX_VALUE)) {
      long deadline = sinceMs(rollout, member, now) + deviceDeadlineMs;
      if (deadline < now && overdue < BATCH) {
        next = next.with(member.in(State.FAILED, "did not confirm in time", 0));
        overdue++;
      }
      due = Math.min(due, deadline);
    }
    return overdue == 0
        ? Transition.passing(rollout.due(due))
        : Transition.to(rollout.with(next).due(0));
  }

  /** When the time of a member began: no device could report while the coordinator was down. */
  private static long sinceMs(Rollout rollout, Member member, long nowMs) {
    return member.sentMs() > nowMs
        ? rollout.clockFromMs()
        : Math.max(member.sentMs(), rollout.clockFromMs());
  }

  // What people ask for.

  private static Transition<Rollout, RolloutEffect> pause(Rollout rollout, Paused event) {
    return Transition.to(
        rollout.because(event.why()), new Announce("is paused: " + event.why(), false));
  }

  /** The time of the pause does not count against a device. */
  private static Transition<Rollout, RolloutEffect> resume(Rollout rollout, Resumed event) {
    return Transition.to(
        rollout.because("").clockFrom(event.now()), new Announce("is resumed", false));
  }

  private static Transition<Rollout, RolloutEffect> abort(Rollout rollout, Aborted event) {
    return Transition.to(
        rollout.because(event.why()).ended(event.now()),
        new Announce("was aborted: " + event.why(), true));
  }

  private static Transition<Rollout, RolloutEffect> withdraw(Rollout rollout, RolloutEvent event) {
    String why = "the rollout was aborted";
    return batch(
        rollout,
        g -> g.installs() && !g.goingBack(),
        m -> m.withdrawn(why),
        m -> List.of(new Withdraw(m.agentId(), why)));
  }

  // The way back.

  private Transition<Rollout, RolloutEffect> fail(Rollout rollout, RolloutEvent event) {
    int wave = failedWave(rollout).orElseThrow();
    Member one = one(rollout, g -> g.wave() == wave && g.state() == State.FAILED);
    String why = one.agentId() + " failed: " + one.message();
    int failed = failed(rollout, wave);
    int allowed = allowed(rollout, wave);
    return turnBack(
        rollout,
        failed == 1 ? why : failed + " of wave " + wave + " failed, " + allowed + " may; " + why);
  }

  private static Transition<Rollout, RolloutEffect> loseCanary(Rollout rollout, DeviceAway event) {
    Rollout next = rollout.change(event.agentId(), m -> m.away(true));
    return turnBack(next, "the canary " + event.agentId() + " went away");
  }

  /** Without a previous version only the reason is noted, and the rollout ends. */
  static Transition<Rollout, RolloutEffect> turnBack(Rollout rollout, String why) {
    Rollout next = rollout.because(why).more(false);
    return rollout.previous() == null
        ? Transition.to(next)
        : Transition.to(
            next,
            new MarkPrevious(),
            new Announce("goes back to " + rollout.previous() + ": " + why, true));
  }

  /**
   * A device that got the command to install the new version has it withdrawn, and gets one to
   * install the previous version.
   */
  private static Transition<Rollout, RolloutEffect> tellBack(Rollout rollout, RolloutEvent event) {
    return batch(
        rollout,
        Group::mustTurnBack,
        m -> m.sent(true, event.now()),
        m -> List.of(new Withdraw(m.agentId(), rollout.why()), new Install(m.agentId(), true)));
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
