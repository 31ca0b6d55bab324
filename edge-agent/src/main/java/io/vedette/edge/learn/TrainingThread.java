package io.vedette.edge.learn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The thread on which a device trains: one round at a time, whichever student's it is. */
public final class TrainingThread implements AutoCloseable {

  private static final long CLOSE_SECONDS = 5;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread created = new Thread(task, "learner");
            created.setDaemon(true);
            return created;
          });

  /** Ids of rounds: the running one, then those that wait after a restart. */
  private final Deque<String> rounds = new ArrayDeque<>();

  /** The round that the device is in; null: none. */
  synchronized @Nullable String round() {
    return rounds.peek();
  }

  /** Runs a round, after those that wait already. */
  synchronized void run(String round, Runnable work) {
    rounds.add(round);
    thread.execute(work);
  }

  /** A round has ended; the next may come. */
  synchronized void ended(String round) {
    rounds.remove(round);
    notifyAll();
  }

  /** Waits until a round has ended, for 5 s at most. */
  synchronized void awaitEnd(String round) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    long left = CLOSE_SECONDS * 1_000;
    while (rounds.contains(round) && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    }
  }

  /** Waits 5 s for a round that was stopped; then interrupts it. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
