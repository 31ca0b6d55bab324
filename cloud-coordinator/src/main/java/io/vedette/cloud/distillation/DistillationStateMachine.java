package io.vedette.cloud.distillation;

import static io.vedette.cloud.distillation.Distillation.Phase.DONE;
import static io.vedette.cloud.distillation.Distillation.Phase.FAILED;
import static io.vedette.cloud.distillation.Distillation.Phase.GATHERING;
import static io.vedette.cloud.distillation.Distillation.Phase.JUDGING;
import static io.vedette.cloud.distillation.Distillation.Phase.RUNNING;
import static io.vedette.cloud.distillation.Distillation.Phase.WAITING;

import io.vedette.cloud.distillation.Distillation.Checkpoint;
import io.vedette.cloud.distillation.Distillation.Lease;
import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Phase;
import io.vedette.cloud.distillation.Distillation.Progress;
import io.vedette.cloud.distillation.DistillationEffect.Announce;
import io.vedette.cloud.distillation.DistillationEffect.Cancel;
import io.vedette.cloud.distillation.DistillationEffect.DeleteCheckpoint;
import io.vedette.cloud.distillation.DistillationEffect.Gather;
import io.vedette.cloud.distillation.DistillationEffect.Judge;
import io.vedette.cloud.distillation.DistillationEffect.NoteStale;
import io.vedette.cloud.distillation.DistillationEffect.RollOut;
import io.vedette.cloud.distillation.DistillationEffect.SeekWorker;
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
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.ProgressDeadline;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a distillation. An attempt lasts as long as it gets on: it is taken away only when
 * its worker is gone, or silent for much longer than it ever was. The next attempt goes on from the
 * newest checkpoint. What is said about an attempt that has ended changes nothing; only a result is
 * always welcome, since all attempts do the same job.
 */
final class DistillationStateMachine {

  private static final Set<Phase> AFTER_FAILURE = Set.of(RUNNING, WAITING, FAILED);

  private final int maxAttempts;
  private final long patienceMs;
  private final long graceMs;

  private DistillationStateMachine(DistillationConfig config) {
    maxAttempts = config.attempts();
    patienceMs = config.patience().toMillis();
    graceMs = config.workerGrace().toMillis();
  }

  static TransitionTable<Distillation, Phase, DistillationEvent, DistillationEffect> of(
      DistillationConfig config) {
    DistillationStateMachine rules = new DistillationStateMachine(config);
    return new TransitionTable<Distillation, Phase, DistillationEvent, DistillationEffect>(
            Distillation::phase)
        .on(
            GATHERING,
            FramesCame.class,
            Set.of(GATHERING),
            (d, e) -> Transition.to(d, new Gather()))
        .on(GATHERING, Restarted.class, Set.of(GATHERING), (d, e) -> Transition.to(d, new Gather()))
        .on(GATHERING, TooFew.class, Set.of(GATHERING), DistillationStateMachine::tooFew)
        .on(GATHERING, Gathered.class, Set.of(WAITING), DistillationStateMachine::gathered)
        .on(GATHERING, Replaced.class, Set.of(GATHERING), DistillationStateMachine::replaced)
        .on(WAITING, Replaced.class, Set.of(WAITING, GATHERING), DistillationStateMachine::replaced)
        .on(WAITING, WorkerReady.class, Set.of(RUNNING), DistillationStateMachine::lease)
        .on(RUNNING, WorkerReady.class, Set.of(RUNNING), DistillationStateMachine::returned)
        .on(RUNNING, WorkerGone.class, Set.of(RUNNING), DistillationStateMachine::gone)
        .on(RUNNING, Restarted.class, Set.of(RUNNING), DistillationStateMachine::restarted)
        .on(RUNNING, Progressed.class, Set.of(RUNNING), DistillationStateMachine::progressed)
        .on(RUNNING, Ticked.class, AFTER_FAILURE, rules::ticked)
        .on(RUNNING, WorkFailed.class, AFTER_FAILURE, rules::workFailed)
        .on(WAITING, Progressed.class, Set.of(WAITING), DistillationStateMachine::progressed)
        .on(WAITING, WorkFailed.class, Set.of(WAITING), rules::workFailed)
        .on(RUNNING, Finished.class, Set.of(RUNNING, JUDGING), DistillationStateMachine::finished)
        .on(WAITING, Finished.class, Set.of(WAITING, JUDGING), DistillationStateMachine::finished)
        .on(JUDGING, Restarted.class, Set.of(JUDGING), (d, e) -> Transition.to(d, new Judge()))
        .on(JUDGING, Judged.class, Set.of(DONE, FAILED), DistillationStateMachine::judged);
  }

  private static Transition<Distillation, DistillationEffect> tooFew(Distillation d, TooFew event) {
    if (d.why().equals(event.why())) {
      return Transition.to(d);
    }
    Distillation next = d.change().why(event.why()).done();
    return d.why().isEmpty()
        ? Transition.to(next, new Announce("waits: " + event.why()))
        : Transition.to(next);
  }

  private static Transition<Distillation, DistillationEffect> gathered(
      Distillation d, Gathered event) {
    return Transition.to(
        d.change().phase(WAITING).sets(event.sets()).why("for a distiller").done(),
        new SeekWorker());
  }

  /** The datasets are gathered anew: there may be more frames now. */
  private static Transition<Distillation, DistillationEffect> replaced(
      Distillation d, Replaced event) {
    return d.begun()
        ? Transition.to(d)
        : Transition.to(
            d.replaced(event),
            new Announce("takes the student of " + event.roundId() + " instead, which includes it"),
            new Gather());
  }

  private static Transition<Distillation, DistillationEffect> lease(
      Distillation d, WorkerReady event) {
    int attempt = d.attempts() + 1;
    Lease lease = new Lease(event.workerId(), ProgressDeadline.starting(event.now().activeMs()), 0);
    Checkpoint left = d.checkpoint();
    String from = left == null ? "" : ", going on from epoch " + left.epoch();
    return Transition.to(
        d.change()
            .phase(RUNNING)
            .lease(lease)
            .attempts(attempt)
            .progress(Progress.NONE)
            .why("")
            .done(),
        new DistillationEffect.Lease(event.workerId()),
        new Announce("runs on " + event.workerId() + ", attempt " + attempt + from));
  }

  /** The same process is back: it may still be at work, and is told what it works on. */
  private static Transition<Distillation, DistillationEffect> returned(
      Distillation d, WorkerReady event) {
    Lease lease = d.lease();
    if (lease == null || !lease.workerId().equals(event.workerId())) {
      return Transition.to(d);
    }
    ProgressDeadline pace = lease.pace().resumed(event.now().activeMs());
    return Transition.to(
        d.change().lease(new Lease(lease.workerId(), pace, 0)).done(),
        new DistillationEffect.Lease(event.workerId()));
  }

  private static Transition<Distillation, DistillationEffect> gone(
      Distillation d, WorkerGone event) {
    Lease lease = d.lease();
    return lease == null || !lease.workerId().equals(event.workerId())
        ? Transition.to(d)
        : Transition.to(d.change().lease(goneSince(lease, event.now())).done());
  }

  private static Transition<Distillation, DistillationEffect> restarted(
      Distillation d, Restarted event) {
    Lease lease = d.lease();
    return lease == null
        ? Transition.to(d)
        : Transition.to(d.change().lease(goneSince(lease, event.now())).done());
  }

  private static Lease goneSince(Lease lease, EventTime now) {
    return new Lease(lease.workerId(), lease.pace().resumed(now.activeMs()), now.activeMs());
  }

  /** Only a new checkpoint is worth a write: everything else is said again in a few seconds. */
  private static Transition<Distillation, DistillationEffect> progressed(
      Distillation d, Progressed event) {
    Lease lease = d.lease();
    if (lease == null || !current(d, lease, event.workerId(), event.attempt())) {
      return stale(d, "progress", event.workerId(), event.attempt());
    }
    ProgressDeadline pace = lease.pace().at(event.progress().steps(), event.now().activeMs());
    Distillation.Change change =
        d.change()
            .lease(new Lease(lease.workerId(), pace, lease.goneSinceMs()))
            .progress(event.progress());
    Checkpoint next = event.checkpoint();
    Checkpoint last = d.checkpoint();
    if (next == null || (last != null && last.epoch() >= next.epoch())) {
      return Transition.passing(change.done());
    }
    return new Transition<>(change.checkpoint(next).done(), deletion(last));
  }

  private static List<DistillationEffect> deletion(@Nullable Checkpoint checkpoint) {
    return checkpoint == null ? List.of() : List.of(new DeleteCheckpoint(checkpoint.file()));
  }

  private Transition<Distillation, DistillationEffect> ticked(Distillation d, Ticked event) {
    Lease lease = d.lease();
    if (lease == null) {
      return Transition.to(d);
    }
    long now = event.now().activeMs();
    if (lease.goneSinceMs() > 0 && now - lease.goneSinceMs() >= graceMs) {
      return again(d, lease.workerId() + " went away", true, event.now(), List.of());
    }
    if (lease.pace().passed(now, patienceMs)) {
      String why =
          lease.workerId()
              + " made no progress for "
              + lease.pace().patienceMs(patienceMs) / 1_000
              + " s";
      return again(d, why, true, event.now(), List.of(new Cancel(lease.workerId(), d.attempts())));
    }
    return Transition.to(d);
  }

  private Transition<Distillation, DistillationEffect> workFailed(
      Distillation d, WorkFailed event) {
    Lease lease = d.lease();
    return lease == null || !current(d, lease, event.workerId(), event.attempt())
        ? stale(d, "a failure", event.workerId(), event.attempt())
        : again(d, event.why(), event.retry(), event.now(), List.of());
  }

  /** An attempt that got further than any before it is no reason to give up. */
  private Transition<Distillation, DistillationEffect> again(
      Distillation d, String why, boolean retry, EventTime now, List<DistillationEffect> before) {
    List<DistillationEffect> effects = new ArrayList<>(before);
    boolean further = d.progress().steps() > d.furthest();
    int fruitless = further ? 0 : d.fruitless() + 1;
    Distillation.Change change =
        d.change()
            .lease(null)
            .fruitless(fruitless)
            .furthest(Math.max(d.furthest(), d.progress().steps()))
            .progress(Progress.NONE);
    if (retry && fruitless < maxAttempts) {
      effects.add(new Announce("goes to another distiller: " + why));
      effects.add(new SeekWorker());
      return new Transition<>(change.phase(WAITING).why(why).done(), effects);
    }
    String last =
        why
            + " (attempt "
            + d.attempts()
            + (retry ? "; " + fruitless + " in a row got no further)" : ")");
    effects.add(new Announce("failed: " + last));
    effects.addAll(deletion(d.checkpoint()));
    return new Transition<>(
        change.phase(FAILED).ended(now.wallMs()).checkpoint(null).why(last).done(), effects);
  }

  /** Whoever finishes first counts, even when the lease was given to another meanwhile. */
  private static Transition<Distillation, DistillationEffect> finished(
      Distillation d, Finished event) {
    if (event.attempt() < 1 || event.attempt() > d.attempts()) {
      return stale(d, "a result", event.workerId(), event.attempt());
    }
    List<DistillationEffect> effects = new ArrayList<>();
    Lease lease = d.lease();
    if (lease != null && !current(d, lease, event.workerId(), event.attempt())) {
      effects.add(new Cancel(lease.workerId(), d.attempts()));
    }
    effects.add(new Judge());
    effects.addAll(deletion(d.checkpoint()));
    return new Transition<>(
        d.change().phase(JUDGING).lease(null).checkpoint(null).outcome(event.outcome()).done(),
        effects);
  }

  private static Transition<Distillation, DistillationEffect> stale(
      Distillation d, String what, String workerId, int attempt) {
    return Transition.to(
        d,
        new NoteStale(
            what
                + " of attempt "
                + attempt
                + " from "
                + workerId
                + " is ignored; attempt "
                + d.attempts()
                + " counts"));
  }

  private static Transition<Distillation, DistillationEffect> judged(Distillation d, Judged event) {
    Distillation.Change change =
        d.change()
            .judged(event.version(), event.gates())
            .why(event.why())
            .ended(event.now().wallMs());
    if (event.version() == null && event.gates().isEmpty()) {
      return Transition.to(change.phase(FAILED).done(), new Announce("failed: " + event.why()));
    }
    Distillation done = change.phase(DONE).done();
    return event.version() == null
        ? Transition.to(done, new Announce("made no version: " + event.why()))
        : Transition.to(done, new Announce(made(done, event.version())), new RollOut());
  }

  private static String made(Distillation d, VersionId version) {
    Outcome outcome = d.outcome();
    String levels = outcome == null ? "" : outcome.levels();
    return "made " + version + (levels.isEmpty() ? "" : ", " + levels);
  }

  private static boolean current(Distillation d, Lease lease, String workerId, int attempt) {
    return lease.workerId().equals(workerId) && attempt == d.attempts();
  }
}
