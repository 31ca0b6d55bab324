package io.vedette.cli.serve;

import io.vedette.cli.process.ParentWatch;
import io.vedette.cli.process.StartArchive;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** A role in the foreground: says when it is ready, and runs until it is stopped. */
final class Foreground {

  private Foreground() {}

  /**
   * Returns when the process was asked to end, after the role has closed.
   *
   * @param ready what stands behind "ready:"
   */
  static void run(PrintWriter out, String ready, AutoCloseable role) throws InterruptedException {
    run(out, CompletableFuture.completedStage(ready), role);
  }

  /**
   * The same for a role that is ready later.
   *
   * @param ready what stands behind "ready:", once it is so
   */
  static void run(PrintWriter out, CompletionStage<String> ready, AutoCloseable role)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    ParentWatch.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(role, stopped), "stop"));
    ready.thenAccept(
        text -> {
          out.println("ready: " + text);
          out.flush();
          StartArchive.keep();
        });
    stopped.await();
  }

  private static void stop(AutoCloseable role, CountDownLatch stopped) {
    try {
      role.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Foreground.class).warn("did not close: {}", e.getMessage());
    } finally {
      stopped.countDown();
    }
  }
}
