package io.vedette.cloud.escalation;

import io.vedette.cloud.escalation.EscalationIndex.Kept;
import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.FrameStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Forgets settled escalations beyond the bounds of a retention, and moves the pictures of those
 * that stay. For one thread at a time.
 */
public final class EscalationRetention {

  private final FrameRetentionConfig bounds;
  private final EscalationIndex index;
  private final EscalationStore store;
  private final FrameStore frames;
  private final InstantSource clock;

  EscalationRetention(
      FrameRetentionConfig bounds,
      EscalationIndex index,
      EscalationStore store,
      FrameStore frames,
      InstantSource clock) {
    this.bounds = bounds;
    this.index = index;
    this.store = store;
    this.frames = frames;
    this.clock = clock;
  }

  /**
   * Escalations beyond the bounds of the retention.
   *
   * @param bytes of their pictures
   */
  public record Expired(int frames, long bytes) {}

  /** What would be forgotten now; see {@link #forgetExpired}. */
  public Expired expired(Set<String> used) {
    List<Kept> expired = index.expired(bounds, clock.millis(), used, Integer.MAX_VALUE / 2);
    return new Expired(expired.size(), expired.stream().mapToLong(Kept::bytes).sum());
  }

  /**
   * Forgets what is beyond the bounds of the retention, in one write.
   *
   * @param used digests of frames that are kept all the same
   * @param limit of frames with a verdict that are forgotten
   * @return completes when they are forgotten, with their number
   */
  public CompletableFuture<Integer> forgetExpired(Set<String> used, int limit) {
    List<Kept> expired = index.expired(bounds, clock.millis(), used, limit);
    if (expired.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    return store
        .remove(expired.stream().map(Kept::id).toList())
        .thenApply(
            done -> {
              index.forget(expired);
              expired.forEach(this::removeFrame);
              return expired.size();
            });
  }

  private void removeFrame(Kept kept) {
    FrameLocation place = kept.place();
    if (place != null) {
      frames.remove(kept.frameSha256(), place);
    }
  }

  /** The settled escalations whose pictures are in a segment. */
  public List<AcceptedEscalation> inSegment(long segment) {
    return index.inSegment(segment).stream().flatMap(id -> store.find(id).stream()).toList();
  }

  /**
   * Stores the picture of a settled escalation anew. Only for the thread that forgets escalations:
   * one that is forgotten meanwhile would come back.
   */
  public CompletableFuture<Void> move(AcceptedEscalation settled, byte[] jpeg) {
    return store
        .accept(settled, jpeg)
        .thenAccept(
            moved -> {
              index.changed(moved);
              FrameLocation old = settled.place();
              FrameLocation there = moved.place();
              if (old != null && there != null) {
                frames.add(moved.frameSha256(), there);
                frames.remove(moved.frameSha256(), old);
              }
            });
  }
}
