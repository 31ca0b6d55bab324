package io.vedette.cloud.machine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for slow work: updates are averaged, datasets written and gates evaluated here, one task
 * after the other, while the control loop stays free. Results come back to the control loop.
 */
public final class BackgroundWork implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BackgroundWork.class);

  private final ControlLoop loop;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "background");
            made.setDaemon(true);
            return made;
          });

  public BackgroundWork(ControlLoop loop) {
    this.loop = loop;
  }

  /**
   * Runs slow work.
   *
   * @param what the work, for the log
   * @param slow turns its own failures into a result
   * @param then takes the result, on the control loop
   */
  public <T> void run(String what, Supplier<T> slow, Consumer<T> then) {
    run(
        what,
        () -> {
          T result = slow.get();
          loop.change(what, () -> then.accept(result));
        });
  }

  /** Runs slow work that has no result. */
  public void run(String what, Runnable slow) {
    try {
      thread.execute(
          () -> {
            try {
              slow.run();
            } catch (RuntimeException e) {
              log.error("{} failed", what, e);
            }
          });
    } catch (RejectedExecutionException e) {
      log.debug("{}: left out, the coordinator is closing", what);
    }
  }

  /** Interrupts the work under way; what waits is dropped. A restart does it again. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
