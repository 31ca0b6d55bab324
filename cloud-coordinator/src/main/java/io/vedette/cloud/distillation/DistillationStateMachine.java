package io.vedette.cloud.distillation;

import static io.vedette.cloud.distillation.Distillation.Phase.DONE;
import static io.vedette.cloud.distillation.Distillation.Phase.FAILED;
import static io.vedette.cloud.distillation.Distillation.Phase.GATHERING;
import static io.vedette.cloud.distillation.Distillation.Phase.JUDGING;
import static io.vedette.cloud.distillation.Distillation.Phase.RUNNING;
import static io.vedette.cloud.distillation.Distillation.Phase.WAITING;

import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Phase;
import io.vedette.cloud.distillation.DistillationEffect.Announce;
import io.vedette.cloud.distillation.DistillationEffect.Gather;
import io.vedette.cloud.distillation.DistillationEffect.RollOut;
import io.vedette.cloud.distillation.DistillationEffect.SeekWorker;
import io.vedette.cloud.distillation.DistillationEvent.Cancelled;
import io.vedette.cloud.distillation.DistillationEvent.Finished;
import io.vedette.cloud.distillation.DistillationEvent.FramesCame;
import io.vedette.cloud.distillation.DistillationEvent.Gathered;
import io.vedette.cloud.distillation.DistillationEvent.Judged;
import io.vedette.cloud.distillation.DistillationEvent.Progressed;
import io.vedette.cloud.distillation.DistillationEvent.Replaced;
import io.vedette.cloud.distillation.DistillationEvent.Restarted;
import io.vedette.cloud.distillation.DistillationEvent.Ticked;
import io.vedette.cloud.distillation.DistillationEvent.TooFew;
import io.vedette.cloud.distillation.DistillationEvent.WorkFailed;
import io.vedette.cloud.distillation.DistillationEvent.WorkerGone;
import io.vedette.cloud.distillation.DistillationEvent.WorkerReady;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;

/**
 * The rules of a distillation: its datasets are gathered, {@link AttemptRules attempts} are made
 * until one has a result, and the gates judge it.
 */
final class DistillationStateMachine {

  private DistillationStateMachine() {}

  static TransitionTable<Distillation, Phase, DistillationEvent, DistillationEffect> of(
      DistillationConfig config) {
    AttemptRules attempts = new AttemptRules(config);
    return new TransitionTable<Distillation, Phase, DistillationEvent, DistillationEffect>(
            Distillation::phase, Distillation::in)
        .in(GATHERING)
        .stay(FramesCame.class, (d, e) -> Transition.to(d, new Gather()))
        .stay(Restarted.class, (d, e) -> Transition.to(d, new Gather()))
        .stay(TooFew.class, DistillationStateMachine::tooFew)
        .stay(
            Replaced.class,
            "not begun",
            DistillationStateMachine::notBegun,
            DistillationStateMachine::replaced)
        .on(Gathered.class, WAITING, DistillationStateMachine::gathered)
        .in(WAITING)
        .on(
            Replaced.class,
            "not begun",
            DistillationStateMachine::notBegun,
            GATHERING,
            DistillationStateMachine::replaced)
        .on(WorkerReady.class, RUNNING, AttemptRules::lease)
        .in(RUNNING)
        .stay(WorkerReady.class, "its worker", AttemptRules::isWorker, AttemptRules::leaseAgain)
        .stay(WorkerGone.class, "its worker", AttemptRules::isWorker, AttemptRules::workerGone)
        .stay(Restarted.class, AttemptRules::restarted)
        .stay(Progressed.class, "this attempt", AttemptRules::isCurrent, AttemptRules::progressed)
        .on(Ticked.class, "lost, tries left", attempts::lostTriesLeft, WAITING, attempts::lost)
        .on(Ticked.class, "lost", attempts::isLost, FAILED, attempts::lostForGood)
        .on(
            WorkFailed.class,
            "tries left",
            attempts::failedTriesLeft,
            WAITING,
            AttemptRules::failed)
        .on(
            WorkFailed.class,
            "this attempt",
            AttemptRules::isCurrent,
            FAILED,
            AttemptRules::failedForGood)
        .in(RUNNING, WAITING)
        .on(
            Finished.class,
            "a known attempt",
            AttemptRules::isKnown,
            JUDGING,
            AttemptRules::finished)
        .stay(
            Progressed.class,
            (d, e) -> AttemptRules.stale(d, "progress", e.workerId(), e.attempt()))
        .stay(
            WorkFailed.class,
            (d, e) -> AttemptRules.stale(d, "a failure", e.workerId(), e.attempt()))
        .stay(
            Finished.class, (d, e) -> AttemptRules.stale(d, "a result", e.workerId(), e.attempt()))
        .in(GATHERING, WAITING, RUNNING, JUDGING)
        .on(Cancelled.class, FAILED, AttemptRules::cancelled)
        .in(JUDGING)
        .on(
            Judged.class,
            "a version",
            (d, e) -> e.version() != null,
            DONE,
            DistillationStateMachine::passed)
        .on(
            Judged.class,
            "gates not passed",
            (d, e) -> !e.gates().isEmpty(),
            DONE,
            DistillationStateMachine::refused)
        .on(Judged.class, FAILED, DistillationStateMachine::notJudged);
  }

  // Conditions.

  private static boolean notBegun(Distillation d, Replaced event) {
    return !d.begun();
  }

  // Before the first attempt.

  /** What is missing changes with every frame, and is not worth a write. */
  private static Transition<Distillation, DistillationEffect> tooFew(Distillation d, TooFew event) {
    Distillation next = d.change().why(event.why()).done();
    return d.why().isEmpty()
        ? Transition.to(next, new Announce("waits: " + event.why()))
        : Transition.passing(next);
  }

  private static Transition<Distillation, DistillationEffect> gathered(
      Distillation d, Gathered event) {
    return Transition.to(
        d.change().sets(event.sets()).why("for a distiller").done(), new SeekWorker());
  }

  /** The datasets are gathered anew: there may be more frames now. */
  private static Transition<Distillation, DistillationEffect> replaced(
      Distillation d, Replaced event) {
    return Transition.to(
        d.replaced(event),
        new Announce("takes the student of " + event.roundId() + " instead, which includes it"),
        new Gather());
  }

  // The gates.

  private static Transition<Distillation, DistillationEffect> passed(Distillation d, Judged event) {
    Outcome outcome = d.outcome();
    String levels = outcome == null ? "" : outcome.levels();
    String made = "made " + event.version() + (levels.isEmpty() ? "" : ", " + levels);
    return Transition.to(judged(d, event), new Announce(made), new RollOut());
  }

  private static Transition<Distillation, DistillationEffect> refused(
      Distillation d, Judged event) {
    return Transition.to(judged(d, event), new Announce("made no version: " + event.why()));
  }

  private static Transition<Distillation, DistillationEffect> notJudged(
      Distillation d, Judged event) {
    return Transition.to(judged(d, event), new Announce("failed: " + event.why()));
  }

  private static Distillation judged(Distillation d, Judged event) {
    return d.change()
        .judged(event.version(), event.gates())
        .why(event.why())
        .ended(event.now().wallMs())
        .done();
  }
}
