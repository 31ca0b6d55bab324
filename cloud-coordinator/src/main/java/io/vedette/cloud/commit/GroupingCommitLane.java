package io.vedette.cloud.commit;

import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.IgniteNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One thread that takes everything that waits and makes it durable in one write. */
public final class GroupingCommitLane implements CommitLane, AutoCloseable {

  private record Pending(List<Change> changes, CompletableFuture<Void> done) {}

  /** Bytes of one write, unless its first part alone has more. */
  private static final int WRITE_BYTES = 2 << 20;

  private final IgniteNode node;
  private final Map<Priority, Deque<Pending>> waiting = new EnumMap<>(Priority.class);
  private final Thread thread = new Thread(this::run, "commit");
  private boolean closed;

  public GroupingCommitLane(IgniteNode node) {
    this.node = node;
    for (Priority priority : Priority.values()) {
      waiting.put(priority, new ArrayDeque<>());
    }
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public CompletableFuture<Void> submit(Priority priority, List<Change> changes) {
    Pending pending = new Pending(List.copyOf(changes), new CompletableFuture<>());
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(new IOException("the commit lane is closed"));
      }
      waiting.get(priority).add(pending);
      notifyAll();
    }
    return pending.done();
  }

  private void run() {
    for (List<Pending> batch = take(); !batch.isEmpty(); batch = take()) {
      List<Change> changes = new ArrayList<>();
      batch.forEach(p -> changes.addAll(p.changes()));
      try {
        node.write(changes);
        batch.forEach(p -> p.done().complete(null));
      } catch (RuntimeException e) {
        IOException why = new IOException(e.getMessage(), e);
        batch.forEach(p -> p.done().completeExceptionally(why));
      }
    }
  }

  /** What is written next; empty when the lane is closed and nothing is left. */
  private synchronized List<Pending> take() {
    while (!closed && waiting.values().stream().allMatch(Deque::isEmpty)) {
      try {
        wait();
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    List<Pending> batch = new ArrayList<>();
    int bytes = 0;
    for (Deque<Pending> queue : waiting.values()) {
      while (!queue.isEmpty() && bytes < WRITE_BYTES) {
        Pending next = queue.remove();
        bytes += next.changes().stream().mapToInt(Change::bytes).sum();
        batch.add(next);
      }
    }
    return batch;
  }

  /** Writes what waits, then ends. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
