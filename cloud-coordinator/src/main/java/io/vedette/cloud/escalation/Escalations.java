package io.vedette.cloud.escalation;

import io.vedette.detector.Detection;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Accepts hard frames and keeps their verdicts: each id once, durable before it is acknowledged,
 * across restarts. Safe for use by several threads.
 */
public final class Escalations {

  /** Told of what happened, after it is durable, on the thread that made it so. */
  public interface Listener {
    /** A frame waits for a teacher. */
    default void accepted(AcceptedEscalation escalation) {}

    /** A frame has a verdict, or was given up. */
    default void settled(AcceptedEscalation escalation) {}
  }

  private final EscalationIntakeConfig config;
  private final EscalationStore store;
  private final BlobStore blobs;
  private final InstantSource clock;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final EscalationIndex index = new EscalationIndex();

  /** One id is worked on by one thread at a time; different ids rarely wait for each other. */
  private final Object[] stripes = new Object[64];

  public Escalations(
      EscalationIntakeConfig config, EscalationStore store, BlobStore blobs, InstantSource clock) {
    this.config = config;
    this.store = store;
    this.blobs = blobs;
    this.clock = clock;
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new Object();
    }
    List<AcceptedEscalation> known = new ArrayList<>();
    store.forEach(known::add);
    known.sort(Comparator.comparingLong(Escalations::changedAtMs));
    for (AcceptedEscalation escalation : known) {
      index.accepted(escalation);
      if (!escalation.waiting()) {
        index.settled(escalation);
      }
    }
  }

  /** From now on a listener is told, after those that were added before it. */
  public void add(Listener listener) {
    listeners.add(listener);
  }

  private static long changedAtMs(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    return verdict == null ? escalation.acceptedAtMs() : verdict.answeredAtMs();
  }

  /**
   * Makes a frame durable, or finds the one that was accepted under the same id before.
   *
   * @throws InvalidFrameException when the frame cannot be used; it was counted
   * @throws IOException when the disk fails; the agent may send it again
   */
  public AcceptedEscalation offer(SubmittedFrame submission)
      throws InvalidFrameException, IOException {
    try {
      FrameCheck.check(submission);
    } catch (InvalidFrameException e) {
      synchronized (index) {
        index.refused();
      }
      throw e;
    }
    AcceptedEscalation accepted;
    synchronized (stripe(submission.id())) {
      Optional<AcceptedEscalation> known = store.find(submission.id());
      if (known.isPresent()) {
        return known.get();
      }
      accepted = accept(submission);
    }
    listeners.forEach(listener -> listener.accepted(accepted));
    return accepted;
  }

  private AcceptedEscalation accept(SubmittedFrame s) throws IOException {
    Artifact frame;
    try {
      frame = blobs.put(s.jpeg(), "frame");
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
    AcceptedEscalation escalation =
        new AcceptedEscalation(
            s.id(),
            s.agentId(),
            s.cameraId(),
            s.sequence(),
            s.capturedAtMs(),
            frame.sha256(),
            frame.size(),
            s.width(),
            s.height(),
            s.student(),
            s.modelSha256(),
            s.hardness(),
            s.reason(),
            s.audit(),
            ValidationSplit.test(s.id(), config.heldOutShare()),
            clock.millis(),
            null,
            null,
            s.region());
    store.put(escalation);
    synchronized (index) {
      index.accepted(escalation);
    }
    return escalation;
  }

  /** Stores a verdict; the first for an id stays. */
  public void answer(String id, List<Detection> detections, String teacherSha256) {
    settle(id, e -> e.answered(new TeacherVerdict(detections, teacherSha256, clock.millis())));
  }

  /** Notes that no teacher can answer a frame. */
  public void giveUp(String id, String why) {
    settle(id, e -> e.givenUp(why));
  }

  private void settle(String id, UnaryOperator<AcceptedEscalation> change) {
    AcceptedEscalation settled;
    List<String> forgotten;
    synchronized (stripe(id)) {
      Optional<AcceptedEscalation> known = store.find(id);
      if (known.isEmpty() || !known.get().waiting()) {
        return;
      }
      settled = change.apply(known.get());
      store.put(settled);
      synchronized (index) {
        index.settled(settled);
        forgotten = index.forgetBeyond(config.maxKept());
      }
    }
    forgotten.forEach(store::remove);
    listeners.forEach(listener -> listener.settled(settled));
  }

  private Object stripe(String id) {
    return stripes[Math.floorMod(id.hashCode(), stripes.length)];
  }

  public Optional<AcceptedEscalation> find(String id) {
    return store.find(id);
  }

  /** Whether more frames may be granted: false while too many wait for a teacher. */
  public boolean roomForMore() {
    synchronized (index) {
      return index.waitingCount() < config.maxWaiting();
    }
  }

  /** Accepted and not settled, oldest first. */
  public List<String> waiting() {
    synchronized (index) {
      return index.waitingIds();
    }
  }

  /** The newest with a verdict, newest first: the held-out ones, or those to train on. */
  public List<AcceptedEscalation> newestAnswered(boolean heldOut, int limit) {
    List<String> ids;
    synchronized (index) {
      ids = index.newest(heldOut, limit);
    }
    return ids.stream().flatMap(id -> store.find(id).stream()).toList();
  }

  /** How many with a verdict are held out, or are there to train on. */
  public int answeredCount(boolean heldOut) {
    synchronized (index) {
      return index.count(heldOut);
    }
  }

  /** Every escalation that the store has, in no order. */
  public void forEach(Consumer<AcceptedEscalation> action) {
    store.forEach(action);
  }

  public EscalationCounts totals() {
    synchronized (index) {
      return index.totals();
    }
  }
}
