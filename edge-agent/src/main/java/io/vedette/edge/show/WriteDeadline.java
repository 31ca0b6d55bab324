package io.vedette.edge.show;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends writes that a client does not take: its thread is interrupted, which closes the connection.
 */
final class WriteDeadline implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "show-deadline");
            thread.setDaemon(true);
            return thread;
          });

  interface Write {
    void run() throws IOException;
  }

  /** Writes, for a few seconds at most. */
  void write(Write write) throws IOException {
    Turn turn = new Turn(Thread.currentThread());
    ScheduledFuture<?> end =
        timer.schedule(turn::interrupt, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    try {
      write.run();
    } finally {
      end.cancel(false);
      turn.over();
    }
  }

  /** One write; an interrupt that comes after it must not hit what the thread does next. */
  private static final class Turn {
    private final Thread writer;
    private boolean over;

    Turn(Thread writer) {
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
