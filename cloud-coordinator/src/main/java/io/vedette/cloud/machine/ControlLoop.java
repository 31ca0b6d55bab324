package io.vedette.cloud.machine;

import io.vedette.cloud.feed.CurrentPerson;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread on which decisions are made, one at a time, so that what runs only here needs no lock:
 * one for fleet, rounds, distillations and rollouts, one for batches of frames. Nothing slow runs
 * here. Listeners of {@link #changes} are told after every task that may have changed something.
 */
public final class ControlLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ControlLoop.class);

  /** A task that waits longer than this for its turn is given up by its caller. */
  private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(30);

  private final ChangeSignal changes = new ChangeSignal();
  private final ScheduledExecutorService thread;
  private final TaskListener listener;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile long latestNanos = System.nanoTime();

  public ControlLoop(String name) {
    this(name, TaskListener.NONE);
  }

  /**
   * @param listener told of each task that ended
   */
  public ControlLoop(String name, TaskListener listener) {
    this.listener = listener;
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** How many tasks wait for their turn, without those that are due later. */
  public int waiting() {
    return waiting.get();
  }

  /** For how long no task has ended. A loop that ticks ends one every second. */
  public Duration silence() {
    return Duration.ofNanos(System.nanoTime() - latestNanos);
  }

  /** Told after every task that may have changed something. */
  public ChangeSignal changes() {
    return changes;
  }

  /** Runs a task soon that changes nothing people see; what it throws is logged. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void run(String what, Runnable task) {
    waiting.incrementAndGet();
    try {
      thread.execute(
          () -> {
            waiting.decrementAndGet();
            guarded(what, task);
          });
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet();
      log.debug("{}: left out, the coordinator is closing", what);
    }
  }

  /** Runs a task soon, then tells the listeners of changes; what it throws is logged. */
  public void change(String what, Runnable task) {
    run(what, () -> changing(task));
  }

  private void changing(Runnable task) {
    try {
      task.run();
    } finally {
      changes.changed();
    }
  }

  /**
   * Runs a task again and again, an interval after it last ended, until the loop is closed, and
   * tells the listeners of changes each time. What was missed while the process was stopped is not
   * made up for.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void every(Duration interval, String what, Runnable task) {
    thread.scheduleWithFixedDelay(
        () -> guarded(what, () -> changing(task)),
        interval.toMillis(),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
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
    Callable<T> carried = CurrentPerson.carried(task);
    thread.execute(
        () -> {
          long start = System.nanoTime();
          try {
            answer.complete(carried.call());
          } catch (Throwable e) {
            answer.completeExceptionally(e);
          } finally {
            ended(start);
          }
        });
    try {
      return answer.get(ANSWER_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the coordinator did not answer within " + ANSWER_DEADLINE.toSeconds() + " s; try again",
          e);
    }
  }

  /** The same for a task that may change something: listeners are told when it is done. */
  private <T> T askToChange(Callable<T> task) throws Exception {
    T answer = ask(task);
    changes.changed();
    return answer;
  }

  /**
   * The same for a task that is only done when it is durable: waits for that, too.
   *
   * @param durable asked on the loop after the task: completes when the task is durable
   * @throws IllegalStateException when it is not durable in time; it may become so later
   */
  public <T> T askDurably(Callable<T> task, Supplier<CompletableFuture<Void>> durable)
      throws Exception {
    Taken<T> taken = askToChange(() -> new Taken<>(task.call(), durable.get()));
    try {
      taken.durable().get(ANSWER_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "taken, but not yet on the disk after "
              + ANSWER_DEADLINE.toSeconds()
              + " s; see the events",
          e);
    }
    return taken.answer();
  }

  private record Taken<T>(T answer, CompletableFuture<Void> durable) {}

  private void guarded(String what, Runnable task) {
    long start = System.nanoTime();
    try {
      task.run();
    } catch (Throwable e) {
      log.error("{} failed", what, e);
    } finally {
      ended(start);
    }
  }

  private void ended(long startNanos) {
    long now = System.nanoTime();
    latestNanos = now;
    listener.ended(now - startNanos);
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
