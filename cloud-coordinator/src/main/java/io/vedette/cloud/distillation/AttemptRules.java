package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Checkpoint;
import io.vedette.cloud.distillation.Distillation.Lease;
import io.vedette.cloud.distillation.Distillation.Progress;
import io.vedette.cloud.distillation.DistillationEffect.Announce;
import io.vedette.cloud.distillation.DistillationEffect.Cancel;
import io.vedette.cloud.distillation.DistillationEffect.DeleteCheckpoint;
import io.vedette.cloud.distillation.DistillationEffect.Judge;
import io.vedette.cloud.distillation.DistillationEffect.LogIgnored;
import io.vedette.cloud.distillation.DistillationEffect.SeekWorker;
import io.vedette.cloud.distillation.DistillationEvent.Cancelled;
import io.vedette.cloud.distillation.DistillationEvent.Finished;
import io.vedette.cloud.distillation.DistillationEvent.Progressed;
import io.vedette.cloud.distillation.DistillationEvent.Restarted;
import io.vedette.cloud.distillation.DistillationEvent.Ticked;
import io.vedette.cloud.distillation.DistillationEvent.WorkFailed;
import io.vedette.cloud.distillation.DistillationEvent.WorkerGone;
import io.vedette.cloud.distillation.DistillationEvent.WorkerReady;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.machine.ProgressDeadline;
import io.vedette.cloud.machine.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the attempts at a distillation. An attempt lasts as long as it makes progress: it is
 * taken away only when its worker is gone, or silent for much longer than ever before. The next
 * attempt resumes from the newest checkpoint. Messages about an attempt that has ended are ignored,
 * except a result: all attempts do the same job, so the first result counts.
 */
final class AttemptRules {

  private final int maxAttempts;
  private final long patienceMs;
  private final long graceMs;

  AttemptRules(DistillationConfig config) {
    maxAttempts = config.attempts();
    patienceMs = config.patience().toMillis();
    graceMs = config.workerGrace().toMillis();
  }

  // Conditions.

  static boolean isWorker(Distillation d, WorkerReady event) {
    return isLeasedTo(d, event.workerId());
  }

  static boolean isWorker(Distillation d, WorkerGone event) {
    return isLeasedTo(d, event.workerId());
  }

  static boolean isCurrent(Distillation d, Progressed event) {
    return isCurrent(d, event.workerId(), event.attempt());
  }

  static boolean isCurrent(Distillation d, WorkFailed event) {
    return isCurrent(d, event.workerId(), event.attempt());
  }

  static boolean isCurrent(Distillation d, String workerId, int attempt) {
    return isLeasedTo(d, workerId) && attempt == d.attempts();
  }

  private static boolean isLeasedTo(Distillation d, String workerId) {
    return d.lease() != null && d.lease().workerId().equals(workerId);
  }

  static boolean isKnown(Distillation d, Finished event) {
    return event.attempt() >= 1 && event.attempt() <= d.attempts();
  }

  boolean isLost(Distillation d, Ticked event) {
    return loss(d, event.now().activeMs()).isPresent();
  }

  boolean lostTriesLeft(Distillation d, Ticked event) {
    return isLost(d, event) && triesLeft(d);
  }

  boolean failedTriesLeft(Distillation d, WorkFailed event) {
    return isCurrent(d, event) && event.retry() && triesLeft(d);
  }

  private boolean triesLeft(Distillation d) {
    return fruitless(d) < maxAttempts;
  }

  /** Attempts in a row that got no further, the one under way included if it ended now. */
  private static int fruitless(Distillation d) {
    return d.progress().steps() > d.furthest() ? 0 : d.fruitless() + 1;
  }

  // An attempt.

  static Transition<Distillation, DistillationEffect> lease(Distillation d, WorkerReady event) {
    int attempt = d.attempts() + 1;
    Lease lease = new Lease(event.workerId(), ProgressDeadline.starting(event.now().activeMs()), 0);
    Checkpoint left = d.checkpoint();
    String from = left == null ? "" : ", resumed from epoch " + left.epoch();
    return Transition.to(
        d.change().lease(lease).attempts(attempt).progress(Progress.NONE).why("").done(),
        new DistillationEffect.Lease(event.workerId()),
        new Announce("runs on " + event.workerId() + ", attempt " + attempt + from));
  }

  /** The same process is connected again: it may still be training, and gets its job again. */
  static Transition<Distillation, DistillationEffect> leaseAgain(
      Distillation d, WorkerReady event) {
    return Transition.to(
        leased(d, l -> new Lease(l.workerId(), l.pace().resumed(event.now().activeMs()), 0)),
        new DistillationEffect.Lease(event.workerId()));
  }

  static Transition<Distillation, DistillationEffect> workerGone(Distillation d, WorkerGone event) {
    return Transition.to(leased(d, l -> goneSince(l, event.now())));
  }

  static Transition<Distillation, DistillationEffect> restarted(Distillation d, Restarted event) {
    return Transition.to(leased(d, l -> goneSince(l, event.now())));
  }

  private static Lease goneSince(Lease lease, EventTime now) {
    return new Lease(lease.workerId(), lease.pace().resumed(now.activeMs()), now.activeMs());
  }

  private static Distillation leased(Distillation d, UnaryOperator<Lease> change) {
    Lease lease = d.lease();
    return lease == null ? d : d.change().lease(change.apply(lease)).done();
  }

  /** Only a new checkpoint is worth a write: the rest is reported again in a few seconds. */
  static Transition<Distillation, DistillationEffect> progressed(Distillation d, Progressed event) {
    long steps = event.progress().steps();
    Distillation next =
        leased(
                d,
                l ->
                    new Lease(
                        l.workerId(), l.pace().at(steps, event.now().activeMs()), l.goneSinceMs()))
            .change()
            .progress(event.progress())
            .done();
    Checkpoint newest = event.checkpoint();
    Checkpoint last = d.checkpoint();
    return newest == null || (last != null && last.epoch() >= newest.epoch())
        ? Transition.passing(next)
        : new Transition<>(next.change().checkpoint(newest).done(), deletion(last));
  }

  private static List<DistillationEffect> deletion(@Nullable Checkpoint checkpoint) {
    return checkpoint == null ? List.of() : List.of(new DeleteCheckpoint(checkpoint.file()));
  }

  static Transition<Distillation, DistillationEffect> stale(
      Distillation d, String what, String workerId, int attempt) {
    return Transition.to(
        d,
        new LogIgnored(
            what
                + " of attempt "
                + attempt
                + " from "
                + workerId
                + " is ignored; attempt "
                + d.attempts()
                + " counts"));
  }

  // The end of an attempt.

  /**
   * Why the attempt under way is taken from its worker.
   *
   * @param connected the worker is connected, and gets a cancellation
   */
  private record Loss(String why, boolean connected) {}

  private Optional<Loss> loss(Distillation d, long nowMs) {
    Lease lease = d.lease();
    if (lease == null) {
      return Optional.empty();
    }
    if (lease.goneSinceMs() > 0 && nowMs - lease.goneSinceMs() >= graceMs) {
      return Optional.of(new Loss(lease.workerId() + " went away", false));
    }
    if (lease.pace().passed(nowMs, patienceMs)) {
      long silent = lease.pace().patienceMs(patienceMs) / 1_000;
      return Optional.of(
          new Loss(lease.workerId() + " made no progress for " + silent + " s", true));
    }
    return Optional.empty();
  }

  Transition<Distillation, DistillationEffect> lost(Distillation d, Ticked event) {
    Loss loss = loss(d, event.now().activeMs()).orElseThrow();
    return tryAgain(d, loss.why(), stop(d, loss));
  }

  Transition<Distillation, DistillationEffect> lostForGood(Distillation d, Ticked event) {
    Loss loss = loss(d, event.now().activeMs()).orElseThrow();
    return giveUp(d, loss.why(), true, event.now(), stop(d, loss));
  }

  private static List<DistillationEffect> stop(Distillation d, Loss loss) {
    Lease lease = d.lease();
    return lease == null || !loss.connected()
        ? List.of()
        : List.of(new Cancel(lease.workerId(), d.attempts()));
  }

  static Transition<Distillation, DistillationEffect> failed(Distillation d, WorkFailed event) {
    return tryAgain(d, event.why(), List.of());
  }

  static Transition<Distillation, DistillationEffect> failedForGood(
      Distillation d, WorkFailed event) {
    return giveUp(d, event.why(), event.retry(), event.now(), List.of());
  }

  private static Distillation.Change attemptEnded(Distillation d) {
    return d.change()
        .lease(null)
        .fruitless(fruitless(d))
        .furthest(Math.max(d.furthest(), d.progress().steps()))
        .progress(Progress.NONE);
  }

  private static Transition<Distillation, DistillationEffect> tryAgain(
      Distillation d, String why, List<DistillationEffect> before) {
    List<DistillationEffect> effects = new ArrayList<>(before);
    effects.add(new Announce("goes to another distiller: " + why));
    effects.add(new SeekWorker());
    return new Transition<>(attemptEnded(d).why(why).done(), effects);
  }

  private static Transition<Distillation, DistillationEffect> giveUp(
      Distillation d, String why, boolean retry, EventTime now, List<DistillationEffect> before) {
    String tried = retry ? "; " + fruitless(d) + " in a row got no further" : "";
    String last = why + " (attempt " + d.attempts() + tried + ")";
    List<DistillationEffect> effects = new ArrayList<>(before);
    effects.add(new Announce("failed: " + last));
    effects.addAll(deletion(d.checkpoint()));
    return new Transition<>(
        attemptEnded(d).ended(now.wallMs()).checkpoint(null).why(last).done(), effects);
  }

  /** A person ends it: its distiller is told to stop. */
  static Transition<Distillation, DistillationEffect> cancelled(Distillation d, Cancelled event) {
    List<DistillationEffect> effects = new ArrayList<>();
    Lease lease = d.lease();
    if (lease != null) {
      effects.add(new Cancel(lease.workerId(), d.attempts()));
    }
    effects.add(new Announce("was cancelled: " + event.why()));
    effects.add(new SeekWorker());
    effects.addAll(deletion(d.checkpoint()));
    return new Transition<>(
        attemptEnded(d)
            .ended(event.now().wallMs())
            .checkpoint(null)
            .why("cancelled: " + event.why())
            .done(),
        effects);
  }

  /** The first result counts, even when the job was given to another distiller meanwhile. */
  static Transition<Distillation, DistillationEffect> finished(Distillation d, Finished event) {
    List<DistillationEffect> effects = new ArrayList<>();
    Lease lease = d.lease();
    if (lease != null && !isCurrent(d, event.workerId(), event.attempt())) {
      effects.add(new Cancel(lease.workerId(), d.attempts()));
    }
    effects.add(new Judge());
    effects.addAll(deletion(d.checkpoint()));
    return new Transition<>(
        d.change().lease(null).checkpoint(null).outcome(event.outcome()).done(), effects);
  }
}
