package io.vedette.edge.show;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends writes that a client does not read: the writing thread is interrupted after 5 seconds, which
 * closes the connection.
 */
final class WriteDeadline implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "show-deadline");
            thread.setDaemon(true);
            return thread;
          });

  interface Write {
    void run() throws IOException;
  }

  /** Writes, for 5 seconds at most. */
  void write(Write write) throws IOException {
    Guard guard = new Guard(Thread.currentThread());
    ScheduledFuture<?> end =
        timer.schedule(guard::interrupt, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    try {
      write.run();
    } finally {
      end.cancel(false);
      guard.over();
    }
  }

  /** One write. Once it is over, its thread is not interrupted any longer. */
  private static final class Guard {
    private final Thread writer;
    private boolean over;

    Guard(Thread writer) {
      this.writer = writer;
    }

    synchronized void interrupt() {
      if (!over) {
        writer.interrupt();
      }
    }

    synchronized void over() {
      over = true;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
