package io.vedette.edge;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for work that a frame loop must not wait for. So much may wait for it; what does not
 * fit is refused, and who offered it counts it.
 */
final class BackgroundWorker implements AutoCloseable {

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final ThreadPoolExecutor thread;

  /**
   * @param name of the thread
   * @param mostWaiting pieces of work, 1 or more
   */
  BackgroundWorker(String name, int mostWaiting) {
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(mostWaiting),
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Hands work over; false when too much waits already. */
  boolean offer(Runnable work) {
    try {
      thread.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Does what waits, as far as there is time for it. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
