package io.vedette.cloud.housekeeping;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationRetention;
import io.vedette.cloud.escalation.EscalationRetention.Expired;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.frame.DamagedFrameException;
import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.FrameStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is stored of frames within the bounds of the retention: forgets the oldest, deletes
 * segments that no record refers to, and moves the rest of a segment that is mostly unused. It also
 * reads one segment after the other and looks for damage. For use by one thread.
 */
public final class FrameHousekeeping {

  /** Digests of frames that are kept, whatever their age. */
  public interface UsedFrames {
    Set<String> get() throws IOException;
  }

  /** A segment is cleared when less than this share of it is used. */
  private static final double MOSTLY_UNUSED = 0.25;

  /** Forgotten in one write at first: other writes wait for it. */
  private static final int LEAST_AT_ONCE = 100;

  /** As many as a cycle of the commit lane accepts: so forgetting is never the slower one. */
  private static final int MOST_AT_ONCE = 500;

  private final Escalations escalations;
  private final EscalationRetention retention;
  private final FrameStore frames;
  private final UsedFrames used;
  private final BiConsumer<String, String> damage;
  private long checked;

  /**
   * @param used digests of frames that a dataset in use refers to
   * @param damage is told of damaged frames: the id of the escalation, and one line for people
   */
  public FrameHousekeeping(
      Escalations escalations,
      FrameStore frames,
      UsedFrames used,
      BiConsumer<String, String> damage) {
    this.escalations = escalations;
    this.retention = escalations.retention();
    this.frames = frames;
    this.used = used;
    this.damage = damage;
  }

  /**
   * What is stored, and what is beyond the bounds.
   *
   * @param delete deletes that as {@link #clean} does; the answer then tells what was deleted
   */
  public List<StorageUse> review(boolean delete) throws IOException {
    Expired expired = retention.expired(used.get());
    long count = frames.count();
    long bytes = frames.liveBytes();
    Map<Long, Long> files = segmentBytes();
    Set<Long> unneeded = new HashSet<>(frames.unused());
    if (delete) {
      clean();
      unneeded = new HashSet<>(files.keySet());
      unneeded.removeAll(frames.segments().segments());
    }
    return List.of(
        new StorageUse(StorageUse.Kind.FRAMES, count, bytes, expired.frames(), expired.bytes()),
        new StorageUse(
            StorageUse.Kind.FRAME_SEGMENTS,
            files.size(),
            files.values().stream().mapToLong(Long::longValue).sum(),
            unneeded.size(),
            unneeded.stream().mapToLong(files::get).sum()));
  }

  private Map<Long, Long> segmentBytes() throws IOException {
    Map<Long, Long> bytes = new TreeMap<>();
    for (long segment : frames.segments().segments()) {
      bytes.put(segment, frames.segments().bytes(segment));
    }
    return bytes;
  }

  /**
   * Forgets, deletes and clears what is beyond the bounds.
   *
   * @throws IOException when the disk fails; nothing is lost then
   */
  public void clean() throws IOException {
    Set<String> kept = used.get();
    int limit = LEAST_AT_ONCE;
    while (await(retention.forgetExpired(kept, limit)) >= limit) {
      limit = Math.min(MOST_AT_ONCE, 2 * limit);
    }
    frames.deleteUnused();
    for (long segment : frames.segments().segments()) {
      if (isMostlyUnused(segment)) {
        clear(segment);
        break;
      }
    }
    frames.deleteUnused();
  }

  private boolean isMostlyUnused(long segment) throws IOException {
    FrameSegments files = frames.segments();
    return segment < files.current()
        && frames.liveBytes(segment) < MOSTLY_UNUSED * files.bytes(segment);
  }

  private void clear(long segment) throws IOException {
    List<CompletableFuture<Void>> moves = new ArrayList<>();
    for (AcceptedEscalation escalation : retention.inSegment(segment)) {
      byte[] picture = readOrReport(escalation);
      if (picture != null) {
        moves.add(retention.move(escalation, picture));
      }
    }
    for (CompletableFuture<Void> move : moves) {
      await(move);
    }
  }

  /** Reads every picture of the next segment, and puts damaged ones into the quarantine. */
  public void checkNextSegment() throws IOException {
    List<Long> all = frames.segments().segments();
    long next = all.stream().filter(n -> n > checked).findFirst().orElse(0L);
    checked = next;
    for (AcceptedEscalation escalation : retention.inSegment(next)) {
      readOrReport(escalation);
    }
  }

  private byte @Nullable [] readOrReport(AcceptedEscalation escalation) throws IOException {
    FrameLocation place = escalation.place();
    if (escalation.rejected() != null || place == null) {
      return null;
    }
    try {
      return frames.segments().read(place, escalation.frameSha256());
    } catch (DamagedFrameException e) {
      damage.accept(escalation.id(), escalation.id() + " is in the quarantine: " + e.getMessage());
      await(escalations.damaged(escalation.id(), String.valueOf(e.getMessage())));
      return null;
    }
  }

  private static <T> T await(CompletableFuture<T> write) throws IOException {
    try {
      return write.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    }
  }
}
