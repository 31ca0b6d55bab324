package io.vedette.cloud.commit;

import io.vedette.cloud.commit.CommitQueue.Entry;
import io.vedette.cloud.commit.CommitQueue.Picture;
import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.NewFrame;
import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.IgniteNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thread that works in cycles: the pictures of a cycle are appended to a segment with one sync,
 * then all records are written with one sync. So a record never refers to a picture that is not
 * durable. A cycle begins at once after a pause, and otherwise an interval after the one before:
 * the more comes, the more is in one cycle. A cycle that fails fails its submissions only.
 */
public final class GroupingCommitLane implements FrameLane, AutoCloseable {

  /** After a failure the disk is left alone so long, milliseconds. */
  private static final long PAUSE_AFTER_FAILURE_MS = 500;

  /** One transaction of the store holds it, whatever else is in the cycle. */
  private static final long MAX_SUBMISSION_BYTES = 3 << 20;

  private static final long CLOSE_MS = 10_000;

  private final LaneConfig config;
  private final IgniteNode node;
  private final @Nullable FrameSegments segments;
  private final LaneListener listener;
  private final CommitQueue queue;
  private final Thread thread = new Thread(this::run, "commit");
  private boolean closed;
  private boolean failing;

  /** A lane without pictures, with the default bounds. */
  public GroupingCommitLane(IgniteNode node) {
    this(LaneConfig.defaults(), node, null, LaneListener.NONE);
  }

  /**
   * @param segments for pictures; null: they are refused
   */
  public GroupingCommitLane(
      LaneConfig config, IgniteNode node, @Nullable FrameSegments segments, LaneListener listener) {
    this.config = config;
    this.node = node;
    this.segments = segments;
    this.listener = listener;
    this.queue = new CommitQueue(config);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public CompletableFuture<Void> submit(Priority priority, List<Change> changes) {
    return add(priority, List.copyOf(changes), null).thenApply(done -> null);
  }

  @Override
  public CompletableFuture<FrameLocation> submit(
      NewFrame frame, Function<FrameLocation, Change> record) {
    return add(Priority.FRAME, List.of(), new Picture(frame, record))
        .thenApply(Objects::requireNonNull);
  }

  private synchronized CompletableFuture<@Nullable FrameLocation> add(
      Priority priority, List<Change> changes, @Nullable Picture picture) {
    if (closed) {
      return CompletableFuture.failedFuture(new IOException("the coordinator is closing"));
    }
    if (changes.stream().mapToLong(Change::bytes).sum() > MAX_SUBMISSION_BYTES) {
      return CompletableFuture.failedFuture(
          new IOException("more than " + MAX_SUBMISSION_BYTES + " bytes in one submission"));
    }
    Entry entry = new Entry(changes, picture, System.nanoTime(), new CompletableFuture<>());
    try {
      queue.add(priority, entry);
    } catch (LaneFullException full) {
      return CompletableFuture.failedFuture(full);
    }
    notifyAll();
    return entry.done();
  }

  /** What waits now. */
  public synchronized LaneStatus status() {
    return queue.status();
  }

  private void run() {
    long notBefore = System.nanoTime();
    try {
      for (List<Entry> cycle = next(notBefore); !cycle.isEmpty(); cycle = next(notBefore)) {
        long began = System.nanoTime();
        notBefore = began + config.interval().toNanos();
        boolean committed = commit(cycle);
        listener.ended(cycle(cycle, began, committed));
        if (!committed) {
          notBefore = System.nanoTime() + PAUSE_AFTER_FAILURE_MS * 1_000_000;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static LaneCycle cycle(List<Entry> entries, long began, boolean committed) {
    long now = System.nanoTime();
    long longest = 0;
    int pictures = 0;
    for (Entry entry : entries) {
      longest = Math.max(longest, now - entry.atNanos());
      pictures += entry.picture() == null ? 0 : 1;
    }
    return new LaneCycle(
        entries.size(),
        pictures,
        Duration.ofNanos(now - began),
        Duration.ofNanos(longest),
        !committed);
  }

  /** What is committed next; empty when the lane is closed and nothing is left. */
  private synchronized List<Entry> next(long notBefore) throws InterruptedException {
    while (queue.isEmpty() && !closed) {
      wait();
    }
    for (long left = notBefore - System.nanoTime();
        left > 0 && !closed;
        left = notBefore - System.nanoTime()) {
      wait(Math.max(1, left / 1_000_000));
    }
    return queue.take();
  }

  /**
   * @return false when the disk failed
   */
  private boolean commit(List<Entry> cycle) {
    List<Entry> pictures = cycle.stream().filter(e -> e.picture() != null).toList();
    List<FrameLocation> places = List.of();
    @Nullable IOException failure = null;
    try {
      places = append(pictures);
    } catch (IOException | RuntimeException e) {
      failure = failure("frames are not accepted", e);
      tell(failure);
      fail(pictures, failure);
    }
    try {
      List<Entry> written = new ArrayList<>();
      List<Change> changes = new ArrayList<>();
      List<@Nullable FrameLocation> results = new ArrayList<>();
      int place = 0;
      for (Entry entry : cycle) {
        Picture picture = entry.picture();
        if (picture == null) {
          written.add(entry);
          changes.addAll(entry.changes());
          results.add(null);
        } else if (place < places.size()) {
          written.add(entry);
          FrameLocation location = places.get(place++);
          changes.add(picture.record().apply(location));
          results.add(location);
        }
      }
      node.write(changes);
      tell(failure);
      for (int i = 0; i < written.size(); i++) {
        written.get(i).done().complete(results.get(i));
      }
    } catch (RuntimeException e) {
      failure = failure("nothing is stored", e);
      tell(failure);
      fail(cycle, failure);
    }
    return failure == null;
  }

  private List<FrameLocation> append(List<Entry> pictures) throws IOException {
    if (pictures.isEmpty()) {
      return List.of();
    }
    FrameSegments to = segments;
    if (to == null) {
      throw new IOException("this lane takes no frames");
    }
    long free = to.freeBytes();
    if (free < config.reserveBytes()) {
      throw new IOException(
          "the disk has "
              + (free >> 20)
              + " MiB left, less than the reserve of "
              + (config.reserveBytes() >> 20)
              + " MiB");
    }
    List<NewFrame> frames = new ArrayList<>();
    for (Entry entry : pictures) {
      Picture picture = entry.picture();
      if (picture != null) {
        frames.add(picture.frame());
      }
    }
    return to.append(frames);
  }

  private static IOException failure(String consequence, Exception cause) {
    return new IOException(consequence + ": " + cause.getMessage(), cause);
  }

  private static void fail(List<Entry> entries, IOException failure) {
    entries.forEach(e -> e.done().completeExceptionally(failure));
  }

  private void tell(@Nullable IOException failure) {
    if (failure != null && !failing) {
      listener.failing(String.valueOf(failure.getMessage()));
    } else if (failure == null && failing) {
      listener.working();
    }
    failing = failure != null;
  }

  /** Commits what waits, then ends. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
