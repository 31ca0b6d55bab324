package io.vedette.cloud.commit;

import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.NewFrame;
import io.vedette.cloud.store.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a commit lane, a bounded queue for each priority. Not safe for use by several
 * threads.
 */
final class CommitQueue {

  /** A picture with the record that is made when its place is known. */
  record Picture(NewFrame frame, Function<FrameLocation, Change> record) {}

  /**
   * One submission: either changes or a picture.
   *
   * @param atNanos when it came, of a monotonic clock
   */
  record Entry(
      List<Change> changes,
      @Nullable Picture picture,
      long atNanos,
      CompletableFuture<@Nullable FrameLocation> done) {}

  /** A record of an escalation, before it is made. */
  private static final int PICTURE_RECORD_BYTES = 1_000;

  private final LaneConfig config;
  private final Map<Priority, Deque<Entry>> waiting = new EnumMap<>(Priority.class);
  private long pictureBytes;
  private int size;

  CommitQueue(LaneConfig config) {
    this.config = config;
    for (Priority priority : Priority.values()) {
      waiting.put(priority, new ArrayDeque<>());
    }
  }

  /** What waits now. */
  LaneStatus status() {
    return new LaneStatus(size, config.queueRecords(), pictureBytes, config.queueFrameBytes());
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * @throws LaneFullException when the queue is full
   */
  void add(Priority priority, Entry entry) throws LaneFullException {
    Picture picture = entry.picture();
    int bytes = picture == null ? 0 : picture.frame().jpeg().length;
    if (size >= config.queueRecords()
        || (picture != null && pictureBytes + bytes > config.queueFrameBytes())) {
      throw new LaneFullException();
    }
    pictureBytes += bytes;
    size++;
    waiting.computeIfAbsent(priority, none -> new ArrayDeque<>()).addLast(entry);
  }

  /** The entries of one cycle: by priority, within a priority as they came. */
  List<Entry> take() {
    List<Entry> cycle = new ArrayList<>();
    long records = 0;
    long pictures = 0;
    int frames = 0;
    for (Deque<Entry> queue : waiting.values()) {
      while (!queue.isEmpty()) {
        Entry next = queue.getFirst();
        Picture picture = next.picture();
        int bytes = picture == null ? 0 : picture.frame().jpeg().length;
        records +=
            picture == null
                ? next.changes().stream().mapToInt(Change::bytes).sum()
                : PICTURE_RECORD_BYTES;
        pictures += bytes;
        frames += picture == null ? 0 : 1;
        if (!cycle.isEmpty()
            && (records > config.cycleRecordBytes()
                || pictures > config.cycleFrameBytes()
                || frames > config.cycleFrames())) {
          return cycle;
        }
        queue.removeFirst();
        size--;
        pictureBytes -= bytes;
        cycle.add(next);
      }
    }
    return cycle;
  }
}
