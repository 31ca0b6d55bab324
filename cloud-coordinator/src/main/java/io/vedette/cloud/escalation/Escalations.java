package io.vedette.cloud.escalation;

import io.vedette.cloud.escalation.Admission.Applicant;
import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.detector.Detection;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Accepts hard frames and their verdicts: each id once, durable before it is acknowledged, across
 * restarts. What is kept is asked of {@link EscalationQueries} and forgotten by {@link
 * EscalationRetention}. Whether an id is known is decided by what is known to be durable, never by
 * what the store may have: a frame whose write failed is stored again. Safe for use by several
 * threads; none of them waits for the disk.
 */
public final class Escalations {

  /**
   * Told of what happened, after it is durable, on the thread that made it so: who is told returns
   * at once.
   */
  public interface Listener {
    /** A frame waits for a teacher. */
    default void accepted(AcceptedEscalation escalation) {}

    /** A frame has a verdict, or was given up. */
    default void settled(AcceptedEscalation escalation) {}

    /** A frame was not accepted. */
    default void refused(String deployment, Refusal why) {}
  }

  private final EscalationIntakeConfig config;
  private final CameraDeployments deployments;
  private final QuotaMeter quotas;
  private final EscalationStore store;
  private final FrameStore frames;
  private final InstantSource clock;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Its monitor guards everything below; held for steps in memory only. */
  private final EscalationIndex index = new EscalationIndex();

  private final Admission admission;

  /** Frames on their way to the disk or before the door, by id. */
  private final Map<String, CompletableFuture<AcceptedEscalation>> coming = new HashMap<>();

  /** Ids whose verdict is on its way to the disk. */
  private final Set<String> settling = new HashSet<>();

  private final EscalationQueries queries;
  private final EscalationRetention retention;

  public Escalations(
      EscalationIntakeConfig config,
      CameraDeployments deployments,
      QuotaMeter quotas,
      EscalationStore store,
      FrameStore frames,
      InstantSource clock) {
    this.config = config;
    this.deployments = deployments;
    this.quotas = quotas;
    this.store = store;
    this.frames = frames;
    this.clock = clock;
    this.admission = new Admission(config.maxWaiting());
    this.queries = new EscalationQueries(index, store);
    this.retention = new EscalationRetention(config.retention(), index, store, frames, clock);
    List<AcceptedEscalation> known = new ArrayList<>();
    store.forEach(known::add);
    known.sort(Comparator.comparingLong(AcceptedEscalation::changedAtMs));
    for (AcceptedEscalation escalation : known) {
      index.accepted(escalation);
      FrameLocation place = escalation.place();
      if (place != null) {
        frames.add(escalation.frameSha256(), place);
      }
      if (escalation.waiting()) {
        admission.count(escalation.deployment());
      } else {
        index.settled(escalation);
      }
    }
  }

  /** Questions about accepted frames. */
  public EscalationQueries queries() {
    return queries;
  }

  /** What forgets settled frames, and moves their pictures. */
  public EscalationRetention retention() {
    return retention;
  }

  /** From now on a listener is told, after those that were added before it. */
  public void add(Listener listener) {
    listeners.add(listener);
  }

  /**
   * Makes a frame durable, or finds the one that was accepted under the same id before.
   *
   * @return completes when it is durable; completes with a {@link NoRoomException} when too many
   *     wait or its deployment is at a quota, and with another {@link java.io.IOException} when the
   *     disk fails: the agent may send it again
   * @throws InvalidFrameException when the frame cannot be used; it was counted
   */
  public CompletableFuture<AcceptedEscalation> offer(SubmittedFrame submission)
      throws InvalidFrameException {
    String deployment = deployments.deploymentOf(submission.agentId(), submission.cameraId());
    try {
      FrameCheck.check(submission);
    } catch (InvalidFrameException e) {
      index.refused(deployment);
      tellRefused(deployment, Refusal.INVALID);
      throw e;
    }
    Applicant applicant =
        new Applicant(
            submission, deployment, Digests.sha256(submission.jpeg()), new CompletableFuture<>());
    CompletableFuture<AcceptedEscalation> result = applicant.result();
    synchronized (index) {
      AcceptedEscalation waiting = index.waiting(submission.id());
      if (waiting != null) {
        return CompletableFuture.completedFuture(waiting);
      }
      if (index.isSettled(submission.id())) {
        return settled(submission.id());
      }
      CompletableFuture<AcceptedEscalation> first = coming.putIfAbsent(submission.id(), result);
      if (first != null) {
        return first;
      }
      Optional<QuotaMeter.Excess> excess =
          quotas.take(deployment, submission.jpeg().length, admission.inside(deployment));
      if (excess.isPresent()) {
        coming.remove(submission.id());
        tellRefused(deployment, Refusal.QUOTA);
        return CompletableFuture.failedFuture(
            new NoRoomException(
                deployment + " is at its quota of " + excess.get().quota(),
                excess.get().retryAfterMs()));
      }
      if (!admission.enter(deployment)) {
        if (admission.queue(applicant)) {
          return result;
        }
        sendAway(applicant);
        return result;
      }
    }
    accept(applicant);
    return result;
  }

  /** There is no place for a frame now; it may come again. */
  private void sendAway(Applicant applicant) {
    synchronized (index) {
      coming.remove(applicant.frame().id());
    }
    quotas.giveBack(applicant.deployment(), applicant.frame().jpeg().length);
    tellRefused(applicant.deployment(), Refusal.NO_ROOM);
    applicant
        .result()
        .completeExceptionally(
            new NoRoomException(index.waitingCount() + " frames wait for a teacher"));
  }

  private void tellRefused(String deployment, Refusal why) {
    listeners.forEach(listener -> listener.refused(deployment, why));
  }

  private CompletableFuture<AcceptedEscalation> settled(String id) {
    return store
        .find(id)
        .map(CompletableFuture::completedFuture)
        .orElseGet(
            () -> CompletableFuture.failedFuture(new IOException(id + " was forgotten meanwhile")));
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void accept(Applicant applicant) {
    SubmittedFrame s = applicant.frame();
    CompletableFuture<AcceptedEscalation> result = applicant.result();
    AcceptedEscalation escalation =
        new AcceptedEscalation(
            s.id(),
            applicant.deployment(),
            s.agentId(),
            s.cameraId(),
            s.sequence(),
            s.capturedAtMs(),
            applicant.sha256(),
            s.jpeg().length,
            s.width(),
            s.height(),
            s.student(),
            s.modelSha256(),
            s.hardness(),
            s.reason(),
            s.audit(),
            ValidationSplit.holdsOut(s.id(), s.audit(), config),
            clock.millis(),
            null,
            null,
            s.region(),
            null,
            0);
    store
        .accept(escalation, s.jpeg())
        .whenComplete(
            (stored, failure) -> {
              if (failure == null) {
                accepted(stored, result);
              } else {
                synchronized (index) {
                  coming.remove(s.id());
                }
                leave(applicant.deployment());
                tellRefused(applicant.deployment(), Refusal.DISK);
                result.completeExceptionally(failure);
              }
            });
  }

  private void accepted(AcceptedEscalation stored, CompletableFuture<AcceptedEscalation> result) {
    synchronized (index) {
      coming.remove(stored.id());
      index.accepted(stored);
    }
    FrameLocation place = stored.place();
    if (place != null) {
      frames.add(stored.frameSha256(), place);
    }
    result.complete(stored);
    listeners.forEach(listener -> listener.accepted(stored));
  }

  /** One frame of a deployment less is inside; the next ones from the door come in. */
  private void leave(String deployment) {
    Admission.Moves moves;
    synchronized (index) {
      moves = admission.leave(deployment);
    }
    moves.entering().forEach(this::accept);
    moves.sentAway().forEach(this::sendAway);
  }

  /**
   * Stores a verdict; the first for an id stays.
   *
   * @return completes when it is durable, or when the id waits no longer; completes exceptionally
   *     when the disk fails: the frame waits still
   */
  public CompletableFuture<Void> answer(
      String id, List<Detection> detections, String teacherSha256) {
    AcceptedEscalation waiting = startSettling(id);
    return waiting == null
        ? CompletableFuture.completedFuture(null)
        : settle(waiting.answered(new TeacherVerdict(detections, teacherSha256, clock.millis())));
  }

  /** Puts a frame that no teacher can answer into the quarantine; completes as a verdict does. */
  public CompletableFuture<Void> giveUp(String id, String why) {
    AcceptedEscalation waiting = startSettling(id);
    return waiting == null
        ? CompletableFuture.completedFuture(null)
        : settle(waiting.givenUp(why, clock.millis()));
  }

  /**
   * Puts a frame whose picture is damaged into the quarantine; a verdict stays with it.
   *
   * @return completes as a verdict does
   */
  public CompletableFuture<Void> damaged(String id, String why) {
    if (!index.isSettled(id)) {
      return giveUp(id, why);
    }
    return store
        .find(id)
        .filter(e -> e.rejected() == null)
        .map(e -> e.givenUp(why, clock.millis()))
        .map(e -> store.settle(e).thenRun(() -> index.changed(e)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private @Nullable AcceptedEscalation startSettling(String id) {
    synchronized (index) {
      AcceptedEscalation waiting = index.waiting(id);
      return waiting == null || !settling.add(id) ? null : waiting;
    }
  }

  private CompletableFuture<Void> settle(AcceptedEscalation settled) {
    return store
        .settle(settled)
        .whenComplete(
            (done, failure) -> {
              synchronized (index) {
                settling.remove(settled.id());
                if (failure == null) {
                  index.settled(settled);
                }
              }
              if (failure == null) {
                leave(settled.deployment());
                listeners.forEach(listener -> listener.settled(settled));
              }
            });
  }

  /** An escalation that waits for a teacher, without reading the store. */
  public Optional<AcceptedEscalation> findWaiting(String id) {
    return Optional.ofNullable(index.waiting(id));
  }

  /** How many more frames may wait for a teacher now. */
  public int room() {
    synchronized (index) {
      return admission.room();
    }
  }

  /** Accepted and not settled, oldest first. */
  public List<String> waiting() {
    return index.waitingIds();
  }
}
