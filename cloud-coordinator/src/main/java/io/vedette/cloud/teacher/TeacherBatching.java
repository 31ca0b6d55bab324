package io.vedette.cloud.teacher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Decides which frames go to which teacher, and when. A batch leaves as soon as a worker is free
 * and the batch is full or its first frame has waited long enough. Time comes as a parameter,
 * milliseconds of active time; not safe for use by several threads.
 *
 * <p>A batch is lost when its worker goes away or misses the deadline. A frame of it may be the
 * reason, so its halves are handed out apart, and halved again when they are lost, until the frame
 * is alone. A frame that was lost alone often enough is given up, and only when chance does not
 * explain it: see {@link LossRate}. So a teacher that comes and goes, or never works, costs no
 * frame. A worker that has answered nothing yet gets fresh frames before suspects.
 *
 * <p>A deadline is never less than the configured one, and allows a worker eight times the time per
 * frame that it took at most so far.
 */
public final class TeacherBatching {

  /** A batch for a worker. */
  public record Handout(String workerId, String batchId, List<String> frames) {}

  /**
   * A frame that waits.
   *
   * @param losses batches with this frame that were lost
   * @param aloneLosses those in which it was alone
   */
  private record Waiting(String frame, long sinceMs, int losses, int aloneLosses) {

    Waiting lost(boolean alone) {
      return new Waiting(frame, sinceMs, losses + 1, aloneLosses + (alone ? 1 : 0));
    }
  }

  private record Lease(
      String workerId, List<Waiting> frames, boolean suspect, long sinceMs, long deadlineMs) {

    /** When the worker is taken for hung. */
    long hungMs() {
      return sinceMs + HUNG * (deadlineMs - sinceMs);
    }
  }

  private static final class Worker {
    final int maxBatch;
    final int maxInFlight;
    int inFlight;
    int missed;
    boolean suspectsTurn;
    double slowestFrameMs;

    Worker(int maxBatch, int maxInFlight) {
      this.maxBatch = maxBatch;
      this.maxInFlight = maxInFlight;
    }
  }

  /** How many times its own slowest pace a worker may take. */
  private static final int PATIENCE = 8;

  /** After so many times its deadline a worker is taken for hung. */
  private static final int HUNG = 4;

  private final TeacherBatchConfig config;
  private final Deque<Waiting> fresh = new ArrayDeque<>();

  /** Parts of lost batches; each is handed out by itself. */
  private final Deque<List<Waiting>> suspects = new ArrayDeque<>();

  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final Map<String, Lease> leases = new HashMap<>();
  private final Map<String, Lease> late = new LinkedHashMap<>();

  /** Frames that were offered and neither answered nor given up. */
  private final Set<String> open = new HashSet<>();

  private final LossRate rate = new LossRate();
  private final List<String> givenUp = new ArrayList<>();
  private long batches;

  public TeacherBatching(TeacherBatchConfig config) {
    this.config = config;
  }

  /** A frame waits. */
  public void offer(String frame, long nowMs) {
    if (open.add(frame)) {
      fresh.addLast(new Waiting(frame, nowMs, 0, 0));
    }
  }

  /** A worker can be handed batches. */
  public void join(String workerId, int maxBatch, int maxInFlight) {
    leave(workerId);
    workers.put(workerId, new Worker(Math.max(1, maxBatch), Math.max(1, maxInFlight)));
  }

  /** A worker is gone; what it had is handed out again. */
  public void leave(String workerId) {
    List<String> its = new ArrayList<>();
    leases.forEach(
        (id, lease) -> {
          if (lease.workerId.equals(workerId)) {
            its.add(id);
          }
        });
    its.forEach(this::lose);
    late.values().removeIf(lease -> lease.workerId.equals(workerId));
    workers.remove(workerId);
  }

  /**
   * A batch came back, in time or late.
   *
   * @return its frames that still wait for an answer; empty when the batch is not this worker's
   */
  public List<String> answered(String workerId, String batchId, long nowMs) {
    Lease lease = leases.remove(batchId);
    if (lease == null) {
      lease = late.remove(batchId);
    }
    if (lease == null || !lease.workerId.equals(workerId)) {
      return List.of();
    }
    Worker worker = workers.get(workerId);
    if (worker != null) {
      rate.answered();
      worker.missed = 0;
      worker.suspectsTurn = !lease.suspect;
      double pace = (double) (nowMs - lease.sinceMs) / lease.frames.size();
      worker.slowestFrameMs = Math.max(worker.slowestFrameMs, pace);
      worker.inFlight--;
    }
    return lease.frames.stream().map(Waiting::frame).filter(open::remove).toList();
  }

  /**
   * Takes back a batch that was not sent.
   *
   * @return its frames; they wait no longer
   */
  public List<String> recall(Handout handout) {
    Lease lease = leases.remove(handout.batchId());
    Worker worker = workers.get(handout.workerId());
    if (lease != null && worker != null) {
      worker.inFlight--;
    }
    handout.frames().forEach(open::remove);
    return handout.frames();
  }

  /** What is to be sent now. */
  public List<Handout> handouts(long nowMs) {
    List<String> overdue = new ArrayList<>();
    leases.forEach(
        (id, lease) -> {
          if (lease.deadlineMs <= nowMs) {
            overdue.add(id);
          }
        });
    overdue.forEach(this::miss);
    List<Handout> ready = new ArrayList<>();
    workers.forEach(
        (id, worker) -> {
          while (worker.inFlight < worker.maxInFlight) {
            dropAnswered();
            boolean suspect = suspectsAreNext(worker);
            List<Waiting> batch = suspect ? suspect(worker) : freshBatch(worker, nowMs);
            if (batch.isEmpty()) {
              return;
            }
            ready.add(handOut(id, worker, batch, suspect, nowMs));
          }
        });
    return ready;
  }

  /** Fresh frames and suspects by turns, and fresh ones first for a worker yet to answer. */
  private boolean suspectsAreNext(Worker worker) {
    return !suspects.isEmpty() && (fresh.isEmpty() || worker.suspectsTurn);
  }

  private List<Waiting> freshBatch(Worker worker, long nowMs) {
    if (!due(worker, nowMs)) {
      return List.of();
    }
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < size(worker) && !fresh.isEmpty()) {
      Waiting frame = fresh.removeFirst();
      if (open.contains(frame.frame)) {
        batch.add(frame);
      }
    }
    return batch;
  }

  private List<Waiting> suspect(Worker worker) {
    List<Waiting> group = suspects.removeFirst();
    if (group.size() > worker.maxBatch) {
      suspects.addFirst(group.subList(worker.maxBatch, group.size()));
      group = group.subList(0, worker.maxBatch);
    }
    return group;
  }

  /** A late answer may have come for what is first in a queue. */
  private void dropAnswered() {
    while (!fresh.isEmpty() && !open.contains(fresh.getFirst().frame)) {
      fresh.removeFirst();
    }
    while (!suspects.isEmpty()) {
      List<Waiting> group = suspects.removeFirst();
      List<Waiting> left = group.stream().filter(w -> open.contains(w.frame)).toList();
      if (!left.isEmpty()) {
        suspects.addFirst(left);
        return;
      }
    }
  }

  private boolean due(Worker worker, long nowMs) {
    Waiting first = fresh.peekFirst();
    return first != null
        && (fresh.size() >= size(worker) || nowMs - first.sinceMs >= config.maxWait().toMillis());
  }

  private int size(Worker worker) {
    return Math.min(worker.maxBatch, config.maxBatch());
  }

  private Handout handOut(
      String workerId, Worker worker, List<Waiting> batch, boolean suspect, long nowMs) {
    String batchId = "b-" + ++batches;
    leases.put(
        batchId,
        new Lease(workerId, batch, suspect, nowMs, nowMs + patienceMs(worker, batch.size())));
    worker.inFlight++;
    return new Handout(workerId, batchId, batch.stream().map(Waiting::frame).toList());
  }

  /** What missed before may only have been slow: each miss doubles the time, up to 32 times. */
  private long patienceMs(Worker worker, int frames) {
    long configured = config.batchDeadline().toMillis() << Math.min(5, worker.missed);
    return Math.max(configured, (long) (PATIENCE * worker.slowestFrameMs * frames));
  }

  /** The worker is there and does not answer; it gets nothing else until it does. */
  private void miss(String batchId) {
    Lease lease = leases.get(batchId);
    if (lease == null) {
      return;
    }
    lose(batchId);
    late.put(batchId, lease);
    Worker worker = workers.get(lease.workerId);
    if (worker != null) {
      worker.missed++;
    }
  }

  private void lose(String batchId) {
    Lease lease = leases.remove(batchId);
    if (lease == null) {
      return;
    }
    rate.lost();
    List<Waiting> frames =
        lease.frames.stream()
            .filter(w -> open.contains(w.frame))
            .map(w -> w.lost(lease.frames.size() == 1))
            .toList();
    if (frames.size() > 1) {
      int half = frames.size() / 2;
      suspects.addLast(frames.subList(0, half));
      suspects.addLast(frames.subList(half, frames.size()));
    } else if (frames.size() == 1) {
      Waiting frame = frames.get(0);
      if (frame.aloneLosses >= config.maxAttempts()
          && rate.isUnlikely(frame.aloneLosses, frame.losses)) {
        open.remove(frame.frame);
        givenUp.add(frame.frame);
      } else {
        suspects.addLast(frames);
      }
    }
  }

  /** Frames that teachers broke off at too often; asking empties the list. */
  public List<String> takeGivenUp() {
    List<String> taken = List.copyOf(givenUp);
    givenUp.clear();
    return taken;
  }

  /** Workers that are connected and have not answered for several times their deadline. */
  public Set<String> hung(long nowMs) {
    Set<String> hung = new HashSet<>();
    late.values().stream().filter(l -> l.hungMs() <= nowMs).forEach(l -> hung.add(l.workerId));
    return hung;
  }

  /** When {@link #handouts} is to be asked again if nothing happens before, milliseconds. */
  public OptionalLong nextWakeMs() {
    OptionalLong deadline =
        LongStream.concat(
                leases.values().stream().mapToLong(Lease::deadlineMs),
                late.values().stream().mapToLong(Lease::hungMs))
            .min();
    Waiting first = fresh.peekFirst();
    boolean free = workers.values().stream().anyMatch(w -> w.inFlight < w.maxInFlight);
    if (first == null || !free) {
      return deadline;
    }
    long due = first.sinceMs + config.maxWait().toMillis();
    return OptionalLong.of(deadline.isPresent() ? Math.min(due, deadline.getAsLong()) : due);
  }

  /** Frames that wait to be handed out. */
  public int waitingCount() {
    return fresh.size() + suspects.stream().mapToInt(List::size).sum();
  }
}
