package io.vedette.federated.train;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the step under way finish when the process is told to end. Without it the native library
 * would be taken down beneath a running step, which ends in a crash instead of an exit.
 */
final class OrderlyEnd implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await, "training-end");
  private volatile boolean asked;

  OrderlyEnd() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Called between steps.
   *
   * @throws InterruptedException when the thread or the process has been told to stop
   */
  void check() throws InterruptedException {
    if (asked || Thread.interrupted()) {
      throw new InterruptedException("told to stop");
    }
  }

  private void await() {
    asked = true;
    try {
      // a step that takes longer is left to its fate
      boolean unused = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the end has just begun, and finds nothing to wait for
      }
    }
  }
}
