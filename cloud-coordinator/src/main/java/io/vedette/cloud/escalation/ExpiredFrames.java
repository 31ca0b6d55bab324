package io.vedette.cloud.escalation;

import io.vedette.cloud.escalation.EscalationIndex.Kept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which settled frames go first when more are kept than may be. The bounds are for all deployments
 * together. A frame that is too old goes, whoever it belongs to. Beyond a number or a sum of bytes
 * the oldest frame of the deployment that has most goes, again and again: so a deployment loses
 * nothing while it has less than an equal share (max-min fairness). Frames to rehearse go for their
 * age alone.
 */
final class ExpiredFrames {

  /** Frames to rehearse take at most one of so many places. */
  private static final int REHEARSED = 8;

  /** The frames of one deployment, from the oldest on. */
  private static final class Queue {
    private final SettledFrames frames;
    private final Set<String> used;
    private Set<String> rehearsed = Set.of();
    long answered;
    long bytes;
    long quarantined;
    private long number = -1;
    private long quarantineNumber = -1;

    Queue(SettledFrames frames, Set<String> used) {
      this.frames = frames;
      this.used = used;
      this.answered = frames.answered();
      this.bytes = frames.answeredBytes();
      this.quarantined = frames.count(EscalationState.QUARANTINED);
    }

    /** The oldest with a verdict that may go; null: none. */
    @Nullable Kept oldest() {
      Kept kept = frames.nextAnswered(number);
      while (kept != null
          && (used.contains(kept.frameSha256()) || rehearsed.contains(kept.frameSha256()))) {
        number = kept.number();
        kept = frames.nextAnswered(number);
      }
      return kept;
    }

    /** From now on frames that trainings rehearse stay. */
    void keepRehearsed() {
      rehearsed = frames.rehearsal().pictures();
    }

    void take(Kept kept) {
      number = kept.number();
      answered--;
      bytes -= kept.bytes();
    }

    @Nullable Kept takeQuarantined() {
      Kept kept = frames.nextQuarantined(quarantineNumber);
      if (kept != null) {
        quarantineNumber = kept.number();
        quarantined--;
      }
      return kept;
    }
  }

  private final FrameRetentionConfig bounds;
  private final List<Queue> queues;
  private final int limit;
  private final List<Kept> found = new ArrayList<>();

  private ExpiredFrames(
      FrameRetentionConfig bounds,
      Collection<SettledFrames> deployments,
      Set<String> used,
      int limit) {
    this.bounds = bounds;
    this.queues = deployments.stream().map(frames -> new Queue(frames, used)).toList();
    this.limit = limit;
  }

  /**
   * @param deployments the settled frames of each
   * @param used digests of frames with a verdict that are kept all the same
   * @param limit of frames with a verdict
   * @return frames beyond the bounds, in the order in which they go
   */
  static List<Kept> of(
      FrameRetentionConfig bounds,
      Collection<SettledFrames> deployments,
      long nowMs,
      Set<String> used,
      int limit) {
    ExpiredFrames expired = new ExpiredFrames(bounds, deployments, used, limit);
    expired.takeOld(nowMs - bounds.maxAge().toMillis());
    expired.keepRehearsed(deployments);
    expired.takeBeyond(bounds.maxFrames(), queue -> queue.answered);
    expired.takeBeyond(bounds.maxBytes(), queue -> queue.bytes);
    expired.takeQuarantined();
    return expired.found;
  }

  private void takeOld(long oldestMs) {
    for (Queue queue : queues) {
      Kept kept = queue.oldest();
      while (kept != null && kept.atMs() < oldestMs && found.size() < limit) {
        found.add(kept);
        queue.take(kept);
        kept = queue.oldest();
      }
    }
  }

  /**
   * Frames to rehearse outlive others, though not the age; together they take an eighth at most.
   */
  private void keepRehearsed(Collection<SettledFrames> deployments) {
    long frames = deployments.stream().mapToLong(of -> of.rehearsal().frames()).sum();
    long bytes = deployments.stream().mapToLong(of -> of.rehearsal().bytes()).sum();
    if (frames <= bounds.maxFrames() / REHEARSED && bytes <= bounds.maxBytes() / REHEARSED) {
      queues.forEach(Queue::keepRehearsed);
    }
  }

  private void takeBeyond(long bound, ToLongFunction<Queue> size) {
    while (found.size() < limit && total(size) > bound) {
      Queue queue = largest(size);
      Kept kept = queue == null ? null : queue.oldest();
      if (queue == null || kept == null) {
        return;
      }
      found.add(kept);
      queue.take(kept);
    }
  }

  /** What is in the quarantine is not in use, and not limited. */
  private void takeQuarantined() {
    while (total(queue -> queue.quarantined) > bounds.maxQuarantined()) {
      Queue largest = Collections.max(queues, Comparator.comparingLong(queue -> queue.quarantined));
      Kept kept = largest.takeQuarantined();
      if (kept == null) {
        return;
      }
      found.add(kept);
    }
  }

  private long total(ToLongFunction<Queue> size) {
    return queues.stream().mapToLong(size).sum();
  }

  /** Of those that have a frame that may go, the one that has most. */
  private @Nullable Queue largest(ToLongFunction<Queue> size) {
    return queues.stream()
        .filter(queue -> queue.oldest() != null)
        .max(Comparator.comparingLong(size))
        .orElse(null);
  }
}
