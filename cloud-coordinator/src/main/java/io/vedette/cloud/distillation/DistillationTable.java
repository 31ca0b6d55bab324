package io.vedette.cloud.distillation;

import static io.vedette.cloud.distillation.Distillation.Phase.DONE;
import static io.vedette.cloud.distillation.Distillation.Phase.FAILED;
import static io.vedette.cloud.distillation.Distillation.Phase.GATHERING;
import static io.vedette.cloud.distillation.Distillation.Phase.JUDGING;
import static io.vedette.cloud.distillation.Distillation.Phase.RUNNING;
import static io.vedette.cloud.distillation.Distillation.Phase.WAITING;

import io.vedette.cloud.distillation.Distillation.Lease;
import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Phase;
import io.vedette.cloud.distillation.Distillation.Progress;
import io.vedette.cloud.distillation.DistillationEffect.Announce;
import io.vedette.cloud.distillation.DistillationEffect.Cancel;
import io.vedette.cloud.distillation.DistillationEffect.Gather;
import io.vedette.cloud.distillation.DistillationEffect.Judge;
import io.vedette.cloud.distillation.DistillationEffect.RollOut;
import io.vedette.cloud.distillation.DistillationEffect.SeekWorker;
import io.vedette.cloud.distillation.DistillationEvent.Finished;
import io.vedette.cloud.distillation.DistillationEvent.FramesCame;
import io.vedette.cloud.distillation.DistillationEvent.Gathered;
import io.vedette.cloud.distillation.DistillationEvent.Judged;
import io.vedette.cloud.distillation.DistillationEvent.Progressed;
import io.vedette.cloud.distillation.DistillationEvent.Restarted;
import io.vedette.cloud.distillation.DistillationEvent.Ticked;
import io.vedette.cloud.distillation.DistillationEvent.TooFew;
import io.vedette.cloud.distillation.DistillationEvent.WorkFailed;
import io.vedette.cloud.distillation.DistillationEvent.WorkerGone;
import io.vedette.cloud.distillation.DistillationEvent.WorkerReady;
import io.vedette.cloud.machine.Step;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a distillation. */
final class DistillationTable {

  private static final Set<Phase> AFTER_FAILURE = Set.of(RUNNING, WAITING, FAILED);

  private final int maxAttempts;
  private final long deadlineMs;
  private final long graceMs;

  private DistillationTable(DistillationConfig config) {
    maxAttempts = config.attempts();
    deadlineMs = config.deadline().toMillis();
    graceMs = config.workerGrace().toMillis();
  }

  static TransitionTable<Distillation, Phase, DistillationEvent, DistillationEffect> of(
      DistillationConfig config) {
    DistillationTable rules = new DistillationTable(config);
    return new TransitionTable<Distillation, Phase, DistillationEvent, DistillationEffect>(
            Distillation::phase)
        .on(GATHERING, FramesCame.class, Set.of(GATHERING), (d, e) -> Step.to(d, new Gather()))
        .on(GATHERING, Restarted.class, Set.of(GATHERING), (d, e) -> Step.to(d, new Gather()))
        .on(GATHERING, TooFew.class, Set.of(GATHERING), DistillationTable::tooFew)
        .on(GATHERING, Gathered.class, Set.of(WAITING), DistillationTable::gathered)
        .on(WAITING, WorkerReady.class, Set.of(RUNNING), rules::lease)
        .on(RUNNING, WorkerReady.class, Set.of(RUNNING), DistillationTable::returned)
        .on(RUNNING, WorkerGone.class, Set.of(RUNNING), DistillationTable::gone)
        .on(RUNNING, Restarted.class, Set.of(RUNNING), DistillationTable::restarted)
        .on(RUNNING, Progressed.class, Set.of(RUNNING), DistillationTable::progressed)
        .on(RUNNING, Ticked.class, AFTER_FAILURE, rules::ticked)
        .on(RUNNING, WorkFailed.class, AFTER_FAILURE, rules::workFailed)
        .on(Set.of(WAITING, RUNNING), Finished.class, Set.of(JUDGING), DistillationTable::finished)
        .on(JUDGING, Restarted.class, Set.of(JUDGING), (d, e) -> Step.to(d, new Judge()))
        .on(JUDGING, Judged.class, Set.of(DONE, FAILED), DistillationTable::judged);
  }

  private static Step<Distillation, DistillationEffect> tooFew(Distillation d, TooFew event) {
    if (d.why().equals(event.why())) {
      return Step.to(d);
    }
    Distillation next = d.change().why(event.why()).done();
    return d.why().isEmpty() ? Step.to(next, new Announce("waits: " + event.why())) : Step.to(next);
  }

  private static Step<Distillation, DistillationEffect> gathered(Distillation d, Gathered event) {
    return Step.to(
        d.change().phase(WAITING).sets(event.sets()).why("for a distiller").done(),
        new SeekWorker());
  }

  private Step<Distillation, DistillationEffect> lease(Distillation d, WorkerReady event) {
    Lease lease = new Lease(event.workerId(), event.nowMs() + deadlineMs, 0);
    return Step.to(
        d.change()
            .phase(RUNNING)
            .lease(lease)
            .attempts(d.attempts() + 1)
            .progress(Progress.NONE)
            .why("")
            .done(),
        new DistillationEffect.Lease(event.workerId()),
        new Announce("runs on " + event.workerId() + ", attempt " + (d.attempts() + 1)));
  }

  /** The same process is back: it may still be at work, and is told what it works on. */
  private static Step<Distillation, DistillationEffect> returned(
      Distillation d, WorkerReady event) {
    Lease lease = d.lease();
    if (lease == null || !lease.workerId().equals(event.workerId())) {
      return Step.to(d);
    }
    return Step.to(
        d.change().lease(new Lease(lease.workerId(), lease.deadlineMs(), 0)).done(),
        new DistillationEffect.Lease(event.workerId()));
  }

  private static Step<Distillation, DistillationEffect> gone(Distillation d, WorkerGone event) {
    return Step.to(
        leasedTo(d, event.workerId())
            ? d.change().lease(since(d.lease(), event.nowMs())).done()
            : d);
  }

  private static Step<Distillation, DistillationEffect> restarted(Distillation d, Restarted event) {
    return Step.to(d.change().lease(since(d.lease(), event.nowMs())).done());
  }

  private static @Nullable Lease since(@Nullable Lease lease, long nowMs) {
    return lease == null ? null : new Lease(lease.workerId(), lease.deadlineMs(), nowMs);
  }

  private static Step<Distillation, DistillationEffect> progressed(
      Distillation d, Progressed event) {
    return Step.to(
        leasedTo(d, event.workerId()) ? d.change().progress(event.progress()).done() : d);
  }

  private Step<Distillation, DistillationEffect> ticked(Distillation d, Ticked event) {
    Lease lease = d.lease();
    if (lease == null) {
      return Step.to(d);
    }
    if (lease.goneSinceMs() > 0 && event.nowMs() - lease.goneSinceMs() >= graceMs) {
      return again(d, lease.workerId() + " went away", true, event.nowMs(), List.of());
    }
    if (event.nowMs() >= lease.deadlineMs()) {
      return again(
          d,
          lease.workerId() + " was not done in time",
          true,
          event.nowMs(),
          List.of(new Cancel(lease.workerId())));
    }
    return Step.to(d);
  }

  private Step<Distillation, DistillationEffect> workFailed(Distillation d, WorkFailed event) {
    return leasedTo(d, event.workerId())
        ? again(d, event.why(), event.retry(), event.nowMs(), List.of())
        : Step.to(d);
  }

  private Step<Distillation, DistillationEffect> again(
      Distillation d, String why, boolean retry, long nowMs, List<DistillationEffect> before) {
    List<DistillationEffect> effects = new ArrayList<>(before);
    Distillation.Change change = d.change().lease(null).progress(Progress.NONE);
    if (retry && d.attempts() < maxAttempts) {
      effects.add(new Announce("goes to another distiller: " + why));
      effects.add(new SeekWorker());
      return new Step<>(change.phase(WAITING).why(why).done(), effects);
    }
    String last = why + " (attempt " + d.attempts() + " of " + maxAttempts + ")";
    effects.add(new Announce("failed: " + last));
    return new Step<>(change.phase(FAILED).ended(nowMs).why(last).done(), effects);
  }

  /** Whoever finishes first counts, even when the lease was given to another meanwhile. */
  private static Step<Distillation, DistillationEffect> finished(Distillation d, Finished event) {
    Distillation next = d.change().phase(JUDGING).lease(null).outcome(event.outcome()).done();
    Lease lease = d.lease();
    return lease == null || lease.workerId().equals(event.workerId())
        ? Step.to(next, new Judge())
        : Step.to(next, new Cancel(lease.workerId()), new Judge());
  }

  private static Step<Distillation, DistillationEffect> judged(Distillation d, Judged event) {
    Distillation.Change change =
        d.change().judged(event.version(), event.gates()).why(event.why()).ended(event.nowMs());
    if (event.version() == null && event.gates().isEmpty()) {
      return Step.to(change.phase(FAILED).done(), new Announce("failed: " + event.why()));
    }
    Distillation done = change.phase(DONE).done();
    return event.version() == null
        ? Step.to(done, new Announce("made no version: " + event.why()))
        : Step.to(done, new Announce(made(done, event.version())), new RollOut());
  }

  private static String made(Distillation d, VersionId version) {
    Outcome outcome = d.outcome();
    String levels = outcome == null ? "" : outcome.levels();
    return "made " + version + (levels.isEmpty() ? "" : ", " + levels);
  }

  private static boolean leasedTo(Distillation d, String workerId) {
    Lease lease = d.lease();
    return lease != null && lease.workerId().equals(workerId);
  }
}
