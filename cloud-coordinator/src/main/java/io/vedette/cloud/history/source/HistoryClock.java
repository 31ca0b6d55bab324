package io.vedette.cloud.history.source;

import io.vedette.cloud.history.FigureHistory;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code history}: ends spans and makes rows of them, away from all decisions. */
public final class HistoryClock implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HistoryClock.class);
  private static final int CLOSE_S = 5;

  private final FigureHistory history;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;

  public HistoryClock(FigureHistory history, InstantSource clock) {
    this.history = history;
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "history");
              made.setDaemon(true);
              return made;
            });
  }

  /** Milliseconds of a clock that nobody sets. */
  public static long monotonicMs() {
    return System.nanoTime() / 1_000_000;
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  public void start() {
    thread.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    try {
      history.tick(clock.millis(), monotonicMs());
    } catch (RuntimeException e) {
      log.error("a tick of the history failed", e);
    }
  }

  /** Stores what came until now, within a few seconds. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_S, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
      history.flush(monotonicMs()).get(CLOSE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the last figures were not stored: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
