package io.vedette.cloud.teacher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Decides which frames go to which teacher, and when. A batch leaves as soon as a worker is free
 * and the batch is full or its first frame has waited long enough. A batch whose worker goes away
 * or misses the deadline is handed out again, its frames first in line. Time comes as a parameter,
 * milliseconds; not safe for use by several threads.
 */
public final class TeacherBatching {

  /** A batch for a worker. */
  public record Handout(String workerId, String batchId, List<String> frames) {}

  private record Waiting(String frame, long sinceMs, int attempts) {}

  private record Lease(String workerId, List<Waiting> frames, long deadlineMs) {}

  private static final class Worker {
    final int maxBatch;
    final int maxInFlight;
    int inFlight;

    Worker(int maxBatch, int maxInFlight) {
      this.maxBatch = maxBatch;
      this.maxInFlight = maxInFlight;
    }
  }

  private final TeacherBatchConfig config;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final Map<String, Lease> leases = new HashMap<>();
  private final List<String> givenUp = new ArrayList<>();
  private long batches;

  public TeacherBatching(TeacherBatchConfig config) {
    this.config = config;
  }

  /** A frame waits. */
  public void offer(String frame, long nowMs) {
    queue.addLast(new Waiting(frame, nowMs, 0));
  }

  /** A worker can be handed batches. */
  public void join(String workerId, int maxBatch, int maxInFlight) {
    leave(workerId);
    workers.put(workerId, new Worker(Math.max(1, maxBatch), Math.max(1, maxInFlight)));
  }

  /** A worker is gone; what it had is handed out again. */
  public void leave(String workerId) {
    workers.remove(workerId);
    List<String> its = new ArrayList<>();
    leases.forEach(
        (id, lease) -> {
          if (lease.workerId.equals(workerId)) {
            its.add(id);
          }
        });
    its.forEach(this::takeBack);
  }

  /**
   * A batch came back.
   *
   * @return its frames; empty when it was handed out again meanwhile, or is not this worker's
   */
  public List<String> answered(String workerId, String batchId) {
    Lease lease = leases.get(batchId);
    if (lease == null || !lease.workerId.equals(workerId)) {
      return List.of();
    }
    leases.remove(batchId);
    free(workerId);
    return lease.frames.stream().map(Waiting::frame).toList();
  }

  /** What is to be sent now. */
  public List<Handout> handouts(long nowMs) {
    List<String> late = new ArrayList<>();
    leases.forEach(
        (id, lease) -> {
          if (lease.deadlineMs <= nowMs) {
            late.add(id);
          }
        });
    late.forEach(this::takeBack);
    List<Handout> ready = new ArrayList<>();
    for (Iterator<Map.Entry<String, Worker>> each = workers.entrySet().iterator();
        each.hasNext() && !queue.isEmpty(); ) {
      var entry = each.next();
      Worker worker = entry.getValue();
      while (worker.inFlight < worker.maxInFlight && due(worker, nowMs)) {
        ready.add(handOut(entry.getKey(), worker, nowMs));
      }
    }
    return ready;
  }

  private boolean due(Worker worker, long nowMs) {
    Waiting first = queue.peekFirst();
    return first != null
        && (queue.size() >= size(worker) || nowMs - first.sinceMs >= config.maxWait().toMillis());
  }

  private int size(Worker worker) {
    return Math.min(worker.maxBatch, config.maxBatch());
  }

  private Handout handOut(String workerId, Worker worker, long nowMs) {
    List<Waiting> frames = new ArrayList<>();
    while (frames.size() < size(worker) && !queue.isEmpty()) {
      frames.add(queue.removeFirst());
    }
    String batchId = "b-" + ++batches;
    leases.put(batchId, new Lease(workerId, frames, nowMs + config.batchDeadline().toMillis()));
    worker.inFlight++;
    return new Handout(workerId, batchId, frames.stream().map(Waiting::frame).toList());
  }

  private void takeBack(String batchId) {
    Lease lease = leases.remove(batchId);
    if (lease == null) {
      return;
    }
    free(lease.workerId);
    for (int i = lease.frames.size() - 1; i >= 0; i--) {
      Waiting frame = lease.frames.get(i);
      if (frame.attempts + 1 >= config.maxAttempts()) {
        givenUp.add(frame.frame);
      } else {
        queue.addFirst(new Waiting(frame.frame, frame.sinceMs, frame.attempts + 1));
      }
    }
  }

  private void free(String workerId) {
    Worker worker = workers.get(workerId);
    if (worker != null) {
      worker.inFlight--;
    }
  }

  /** Frames that were handed out too often without an answer; asking empties the list. */
  public List<String> takeGivenUp() {
    List<String> taken = List.copyOf(givenUp);
    givenUp.clear();
    return taken;
  }

  /** When {@link #handouts} is to be asked again if nothing happens before, milliseconds. */
  public OptionalLong nextWakeMs() {
    OptionalLong deadline = leases.values().stream().mapToLong(Lease::deadlineMs).min();
    Waiting first = queue.peekFirst();
    boolean free = workers.values().stream().anyMatch(w -> w.inFlight < w.maxInFlight);
    if (first == null || !free) {
      return deadline;
    }
    long due = first.sinceMs + config.maxWait().toMillis();
    return OptionalLong.of(deadline.isPresent() ? Math.min(due, deadline.getAsLong()) : due);
  }

  public int waitingCount() {
    return queue.size();
  }
}
