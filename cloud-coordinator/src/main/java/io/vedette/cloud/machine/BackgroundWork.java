package io.vedette.cloud.machine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for slow work: updates are averaged, datasets written and gates evaluated here, one task
 * after the other, while the control loop stays free. Every task has exactly one result, which
 * comes back to the control loop: what it returns, or what becomes of anything that it throws. A
 * task that makes no progress for too long has failed as well; its thread is interrupted and
 * abandoned, and another one goes on.
 */
public final class BackgroundWork implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BackgroundWork.class);

  /** A task that is silent for longer has failed. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final class Task {
    final String what;
    final Runnable work;
    final Consumer<Throwable> fail;
    private boolean ended;

    Task(String what, Runnable work, Consumer<Throwable> fail) {
      this.what = what;
      this.work = work;
      this.fail = fail;
    }

    /** True for the first who asks: a task has one result. */
    synchronized boolean end() {
      boolean first = !ended;
      ended = true;
      return first;
    }
  }

  private final ControlLoop loop;
  private final long patienceMs;
  private final Deque<Task> waiting = new ArrayDeque<>();
  private @Nullable Thread thread;
  private @Nullable Task current;
  private long progressMs;
  private boolean closed;

  public BackgroundWork(ControlLoop loop) {
    this(loop, PATIENCE);
  }

  BackgroundWork(ControlLoop loop, Duration patience) {
    this.loop = loop;
    this.patienceMs = patience.toMillis();
  }

  /**
   * Runs slow work.
   *
   * @param what the work, for the log
   * @param failed makes a result of what was thrown
   * @param then takes the result, on the control loop
   */
  public <T> void run(
      String what, Callable<T> slow, Function<Throwable, T> failed, Consumer<T> then) {
    Task[] self = new Task[1];
    Consumer<T> result =
        value -> {
          if (self[0].end()) {
            loop.change(what, () -> then.accept(value));
          }
        };
    self[0] =
        new Task(
            what,
            () -> {
              T value;
              try {
                value = slow.call();
              } catch (Throwable e) {
                log.warn("{} failed", what, e);
                value = failed.apply(e);
              }
              result.accept(value);
            },
            e -> result.accept(failed.apply(e)));
    submit(self[0]);
  }

  /** Runs slow work that has no result; what it throws is logged. */
  public void run(String what, Runnable slow) {
    run(
        what,
        () -> {
          slow.run();
          return true;
        },
        e -> false,
        done -> {});
  }

  private synchronized void submit(Task task) {
    if (closed) {
      log.debug("{}: left out, the coordinator is closing", task.what);
      return;
    }
    waiting.add(task);
    if (thread == null) {
      start();
    }
    notifyAll();
  }

  private synchronized void start() {
    Thread made = new Thread(this::work, "background");
    made.setDaemon(true);
    thread = made;
    made.start();
  }

  private void work() {
    for (Task task = next(null); task != null; task = next(task)) {
      try {
        task.work.run();
      } catch (Throwable e) {
        log.error("{} failed, and so did what was to become of it", task.what, e);
      }
    }
  }

  /** The next task of this thread; null when it was abandoned, or all is closed. */
  private synchronized @Nullable Task next(@Nullable Task done) {
    if (current == done) {
      current = null;
    }
    while (thread == Thread.currentThread() && !closed) {
      Task task = waiting.poll();
      if (task != null) {
        current = task;
        progressMs = nowMs();
        return task;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        // Only closing or abandoning this thread ends it.
      }
    }
    return null;
  }

  /** The task under way has done a part of its work. Called by the task. */
  public synchronized void progressed() {
    if (Thread.currentThread() == thread) {
      progressMs = nowMs();
    }
  }

  /** Time has passed: a task that is silent for too long fails. */
  public void tick() {
    Task silent = abandon();
    if (silent != null) {
      log.error("{} makes no progress, and is given up", silent.what);
      silent.fail.accept(new TimeoutException("made no progress for " + patienceMs / 1_000 + " s"));
    }
  }

  private synchronized @Nullable Task abandon() {
    Task task = current;
    Thread hanging = thread;
    if (closed || task == null || hanging == null || nowMs() - progressMs < patienceMs) {
      return null;
    }
    current = null;
    hanging.interrupt();
    start();
    return task;
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }

  /** Interrupts the work under way; what waits is dropped. A restart does it again. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    if (thread != null) {
      thread.interrupt();
    }
    notifyAll();
  }
}
