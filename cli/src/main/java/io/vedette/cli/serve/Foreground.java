package io.vedette.cli.serve;

import io.vedette.cli.process.StartArchive;
import io.vedette.detector.runtime.OrderlyEnd;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A role in the foreground: says when it is ready, and runs until it is stopped. */
final class Foreground {

  private static final Logger log = LoggerFactory.getLogger(Foreground.class);

  /** How long a role may take to close: a teacher finishes the batch at hand. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Foreground() {}

  /**
   * Runs a role until the process is asked to end, and closes it. Then the process ends, with 143
   * (SIGTERM), 130 (Ctrl-C) or 129 (SIGHUP).
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
    try (OrderlyEnd end = OrderlyEnd.open(PATIENCE, () -> {})) {
      ready.thenAccept(
          text -> {
            out.println("ready: " + text);
            out.flush();
            StartArchive.keep();
          });
      end.await();
      close(role);
    }
  }

  private static void close(AutoCloseable role) {
    try {
      role.close();
    } catch (Exception e) {
      log.warn("did not close: {}", e.getMessage());
    }
  }
}
