package io.vedette.cloud.teacher;

import io.vedette.cloud.quota.TeachingPolicies;
import io.vedette.cloud.teacher.WaitingFrames.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Decides which frames go to which teacher, and when. A batch has frames of one deployment, and
 * leaves as soon as a worker of the deployment's teacher is free and the batch is full or its first
 * frame has waited long enough. Time comes as a parameter, milliseconds of active time; not safe
 * for use by several threads.
 *
 * <p>Deployments that wait for one teacher take turns, as {@link FairTurns} says. One whose turn it
 * is does not wait for a full batch while another has one. While several had frames in the last
 * minute, none has more frames under way at a worker than take as long as the wait for a full batch
 * and one frame more. So a flood in one at most doubles the verdict delay of another that needs no
 * more than half of its share, however many frames of the flood wait.
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

  private record Lease(
      BatchWorker worker,
      String deployment,
      List<Waiting> frames,
      boolean suspect,
      double estimateMs,
      long sinceMs,
      long deadlineMs) {

    /** When the worker is taken for hung. */
    long hungMs() {
      return sinceMs + HUNG * (deadlineMs - sinceMs);
    }
  }

  /** How many times its own slowest pace a worker may take. */
  private static final int PATIENCE = 8;

  /** After so many times its deadline a worker is taken for hung. */
  private static final int HUNG = 4;

  /** A deployment without a frame for so long shares a teacher no more. */
  private static final long SHARES_FOR_MS = 60_000;

  private final TeacherBatchConfig config;
  private final TeachingPolicies policies;
  private final FairTurns turns = new FairTurns();

  /** By deployment; those that had a frame in the last minute, or have one. */
  private final Map<String, WaitingFrames> waiting = new LinkedHashMap<>();

  private final Map<String, BatchWorker> workers = new LinkedHashMap<>();
  private final Map<String, Lease> leases = new HashMap<>();
  private final Map<String, Lease> late = new LinkedHashMap<>();

  /** Frames that were offered and neither answered nor given up. */
  private final Set<String> open = new HashSet<>();

  private final LossRate rate = new LossRate();
  private final List<String> givenUp = new ArrayList<>();
  private long batches;

  public TeacherBatching(TeacherBatchConfig config, TeachingPolicies policies) {
    this.config = config;
    this.policies = policies;
  }

  /** A frame waits. */
  public void offer(String frame, String deployment, long nowMs) {
    if (open.add(frame)) {
      waiting.computeIfAbsent(deployment, name -> new WaitingFrames()).offer(frame, nowMs);
    }
  }

  /** A frame waits no longer for an answer; one that comes all the same counts for nothing. */
  public void withdraw(String frame) {
    open.remove(frame);
  }

  /**
   * A worker can be handed batches.
   *
   * @param name deployments name the teachers that answer their frames
   */
  public void join(String workerId, String name, int maxBatch, int maxInFlight) {
    leave(workerId);
    workers.put(workerId, new BatchWorker(workerId, name, maxBatch, maxInFlight));
  }

  /** A worker is gone; what it had is handed out again. */
  public void leave(String workerId) {
    List<String> its = new ArrayList<>();
    leases.forEach(
        (id, lease) -> {
          if (lease.worker.id.equals(workerId)) {
            its.add(id);
          }
        });
    its.forEach(this::lose);
    late.values().removeIf(lease -> lease.worker.id.equals(workerId));
    workers.remove(workerId);
  }

  /**
   * A batch came back, in time or late.
   *
   * @param teacherMs what the worker took for it
   * @return its frames that still wait for an answer; empty when the batch is not this worker's
   */
  public List<String> answered(String workerId, String batchId, double teacherMs, long nowMs) {
    Lease lease = leases.remove(batchId);
    boolean inTime = lease != null;
    if (lease == null) {
      lease = late.remove(batchId);
    }
    if (lease == null || !lease.worker.id.equals(workerId)) {
      return List.of();
    }
    int frames = lease.frames.size();
    rate.answered();
    double charged = lease.worker.answered(frames, lease.suspect, nowMs - lease.sinceMs, teacherMs);
    lease.worker.end(lease.deployment, frames);
    if (inTime) {
      correct(lease, charged);
      handedOut(lease.deployment, -frames);
    }
    return lease.frames.stream().map(Waiting::frame).filter(open::remove).toList();
  }

  private void correct(Lease lease, double teacherMs) {
    double weight = policies.of(lease.deployment).weight();
    turns.correct(lease.deployment, teacherMs - lease.estimateMs, weight);
  }

  private void handedOut(String deployment, int frames) {
    WaitingFrames queue = waiting.get(deployment);
    if (queue != null) {
      queue.handedOut(frames);
    }
  }

  /**
   * Takes back a batch that was not sent.
   *
   * @return its frames; they wait no longer
   */
  public List<String> recall(Handout handout) {
    Lease lease = leases.remove(handout.batchId());
    if (lease != null) {
      lease.worker.end(lease.deployment, lease.frames.size());
      correct(lease, 0);
      handedOut(lease.deployment, -lease.frames.size());
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
    overdue.forEach(id -> miss(id, nowMs));
    List<Handout> ready = new ArrayList<>();
    for (BatchWorker worker : workers.values()) {
      boolean more = true;
      while (more && worker.isFree()) {
        tidy(nowMs);
        more = handOut(worker, nowMs, ready);
      }
    }
    return ready;
  }

  /** Brings the queues and the turns up to date. */
  private void tidy(long nowMs) {
    waiting.forEach(
        (deployment, queue) -> {
          queue.dropAnswered(open);
          if (queue.isIdle()) {
            turns.idle(deployment);
          } else {
            turns.active(deployment, policies.of(deployment).teacher());
          }
        });
    waiting
        .values()
        .removeIf(queue -> queue.isIdle() && !queue.wasOfferedSince(nowMs - SHARES_FOR_MS));
  }

  /** A deployment that a free worker could be handed a batch of. */
  private record Candidate(String deployment, int size, boolean suspect, boolean due) {}

  /** Hands the next batch to a free worker; false when there is none. */
  private boolean handOut(BatchWorker worker, long nowMs, List<Handout> ready) {
    List<String> its = sharing(worker.name);
    // Fresh frames and suspects by turns, and fresh ones first for a worker yet to answer.
    boolean onlyFresh = !worker.isSuspectsTurn() && its.stream().anyMatch(this::hasFresh);
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    for (String deployment : its) {
      WaitingFrames queue = queueOf(deployment);
      int size = size(worker, deployment, its.size() > 1);
      boolean suspect = queue.hasSuspects() && (!queue.hasFresh() || worker.isSuspectsTurn());
      if (size > 0 && (suspect ? !onlyFresh : queue.hasFresh())) {
        boolean due = suspect || isDue(queue, size, nowMs);
        candidates.put(deployment, new Candidate(deployment, size, suspect, due));
      }
    }
    Candidate next = candidates.get(turns.next(candidates.keySet()).orElse(""));
    if (next == null || candidates.values().stream().noneMatch(Candidate::due)) {
      return false;
    }
    ready.add(handOut(worker, next, nowMs));
    return true;
  }

  private Handout handOut(BatchWorker worker, Candidate next, long nowMs) {
    String deployment = next.deployment;
    WaitingFrames queue = queueOf(deployment);
    List<Waiting> batch =
        next.suspect ? queue.takeSuspects(next.size) : queue.takeFresh(next.size, open);
    String batchId = "b-" + ++batches;
    int frames = batch.size();
    double estimateMs = worker.estimateMs(frames);
    long patienceMs = worker.patienceMs(config.batchDeadline().toMillis(), PATIENCE, frames);
    leases.put(
        batchId,
        new Lease(worker, deployment, batch, next.suspect, estimateMs, nowMs, nowMs + patienceMs));
    worker.begin(deployment, frames);
    queue.handedOut(frames);
    turns.begin(deployment, estimateMs, policies.of(deployment).weight());
    return new Handout(worker.id, batchId, batch.stream().map(Waiting::frame).toList());
  }

  /** The deployments that teachers of a name answer, and that had frames in the last minute. */
  private List<String> sharing(String teacher) {
    return waiting.keySet().stream()
        .filter(deployment -> policies.of(deployment).teacher().equals(teacher))
        .toList();
  }

  private WaitingFrames queueOf(String deployment) {
    return waiting.computeIfAbsent(deployment, name -> new WaitingFrames());
  }

  private boolean hasFresh(String deployment) {
    return queueOf(deployment).hasFresh();
  }

  private boolean isDue(WaitingFrames queue, int size, long nowMs) {
    return queue.freshCount() >= size
        || nowMs - queue.freshSinceMs() >= config.maxWait().toMillis();
  }

  /** The most frames that a worker may be handed of a deployment; 0 or less: none now. */
  private int size(BatchWorker worker, String deployment, boolean shared) {
    int most = Math.min(worker.maxBatch(), config.maxBatch());
    return shared ? Math.min(most, worker.roomFor(deployment, config.maxWait().toMillis())) : most;
  }

  /** The worker is there and does not answer; it gets nothing else until it does. */
  private void miss(String batchId, long nowMs) {
    Lease lease = leases.get(batchId);
    if (lease == null) {
      return;
    }
    lose(batchId);
    correct(lease, nowMs - lease.sinceMs);
    late.put(batchId, lease);
    lease.worker.missed();
  }

  private void lose(String batchId) {
    Lease lease = leases.remove(batchId);
    if (lease == null) {
      return;
    }
    rate.lost();
    WaitingFrames queue = queueOf(lease.deployment);
    queue.handedOut(-lease.frames.size());
    List<Waiting> frames =
        lease.frames.stream()
            .filter(w -> open.contains(w.frame()))
            .map(w -> w.lost(lease.frames.size() == 1))
            .toList();
    if (frames.size() > 1) {
      int half = frames.size() / 2;
      queue.suspect(frames.subList(0, half));
      queue.suspect(frames.subList(half, frames.size()));
    } else if (frames.size() == 1) {
      Waiting frame = frames.get(0);
      if (frame.aloneLosses() >= config.maxAttempts()
          && rate.isUnlikely(frame.aloneLosses(), frame.losses())) {
        open.remove(frame.frame());
        givenUp.add(frame.frame());
      } else {
        queue.suspect(frames);
      }
    }
  }

  /** How many frames a worker was handed and has not answered. */
  public int underWay(String workerId) {
    BatchWorker worker = workers.get(workerId);
    return worker == null ? 0 : worker.underWay();
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
    late.values().stream().filter(l -> l.hungMs() <= nowMs).forEach(l -> hung.add(l.worker.id));
    return hung;
  }

  /** When {@link #handouts} is to be asked again if nothing happens before, milliseconds. */
  public OptionalLong nextWakeMs() {
    LongStream deadlines =
        LongStream.concat(
            leases.values().stream().mapToLong(Lease::deadlineMs),
            late.values().stream().mapToLong(Lease::hungMs));
    LongStream due =
        waiting.entrySet().stream()
            .filter(e -> e.getValue().hasFresh() && canBeHandedOut(e.getKey()))
            .mapToLong(e -> e.getValue().freshSinceMs() + config.maxWait().toMillis());
    return LongStream.concat(deadlines, due).min();
  }

  private boolean canBeHandedOut(String deployment) {
    String teacher = policies.of(deployment).teacher();
    boolean shared = sharing(teacher).size() > 1;
    return workers.values().stream()
        .anyMatch(w -> w.name.equals(teacher) && w.isFree() && size(w, deployment, shared) > 0);
  }

  /** Frames that wait to be handed out. */
  public int waitingCount() {
    return waiting.values().stream().mapToInt(WaitingFrames::count).sum();
  }
}
