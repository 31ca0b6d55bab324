package io.vedette.cloud.machine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread on which things are decided, one at a time, so that what runs only here needs no lock:
 * one for fleet, rounds, distillations and rollouts, one for batches of frames. Nothing slow runs
 * here.
 */
public final class ControlLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ControlLoop.class);

  /** An answer that takes longer than this will not come. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ScheduledExecutorService thread;

  public ControlLoop(String name) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Runs a task soon; what it throws is logged and ends nothing else. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void run(String what, Runnable task) {
    try {
      thread.execute(() -> guarded(what, task));
    } catch (RejectedExecutionException e) {
      log.debug("{}: left out, the coordinator is closing", what);
    }
  }

  /**
   * Runs a task again and again, an interval after it last ended, until the loop is closed. What
   * was missed while the process was stopped is not made up for.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void every(Duration interval, String what, Runnable task) {
    thread.scheduleWithFixedDelay(
        () -> guarded(what, task), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs a task once, after a time. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void after(Duration delay, String what, Runnable task) {
    try {
      thread.schedule(() -> guarded(what, task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("{}: left out, the coordinator is closing", what);
    }
  }

  /**
   * Runs a task and waits for its answer; a failure of the task is thrown as it is. Not to be
   * called from the loop itself.
   */
  public <T> T ask(Callable<T> task) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            answer.complete(task.call());
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the coordinator did not answer within " + PATIENCE.toSeconds() + " s; try again", e);
    }
  }

  private static void guarded(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("{} failed", what, e);
    }
  }

  /** Lets what is queued finish, within a few seconds. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
