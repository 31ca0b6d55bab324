package io.vedette.federated.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ends the process in order on SIGTERM or Ctrl-C: native work asks {@link #check} between its
 * steps, and when this is closed the process leaves with 128 and the signal's number.
 *
 * <p>Java's own way, shutdown hooks, takes native libraries down beneath a running step: ONNX
 * Runtime closes its environment in a hook of its own, and after the hooks libtorch's exit handlers
 * run. Both crash. So the end begins when nothing is at work any more; a process whose step does
 * not end soon leaves without hooks and handlers. What is on disk is whole at any moment.
 *
 * <p>A process ends once: one that is opened while another is open is a part of it.
 */
public final class OrderlyEnd implements AutoCloseable {

  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");
  private static final int SIGNALLED = 128;
  private static final long PATIENCE_SECONDS = 10;

  private static @Nullable OrderlyEnd outermost;

  private final Runnable lastWords;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> undo = new ArrayList<>();
  private volatile boolean stopping;

  private OrderlyEnd(Runnable lastWords) {
    this.lastWords = lastWords;
  }

  /**
   * Handles signals from now on.
   *
   * @param lastWords said then, when nothing is at work any more or nobody waits for it; those of
   *     the outermost count
   */
  public static synchronized OrderlyEnd open(Runnable lastWords) {
    OrderlyEnd end = new OrderlyEnd(lastWords);
    if (outermost == null) {
      outermost = end;
      SIGNALS.forEach(end::listenTo);
    }
    return end;
  }

  private void listenTo(String name) {
    try {
      Signal signal = new Signal(name);
      SignalHandler before =
          Signal.handle(signal, received -> leave(SIGNALLED + received.getNumber()));
      undo.add(() -> Signal.handle(signal, before));
    } catch (IllegalArgumentException e) {
      // no such signal here, or somebody else has taken it: it ends the process as ever
    }
  }

  /**
   * Called between steps.
   *
   * @throws CancellationException when the process is to end
   */
  public void check() {
    OrderlyEnd end = responsible();
    if (end.stopping) {
      throw new CancellationException("stopped by a signal");
    }
  }

  private OrderlyEnd responsible() {
    synchronized (OrderlyEnd.class) {
      return outermost == null ? this : outermost;
    }
  }

  /**
   * Tells the process to end.
   *
   * @param code that it leaves with
   */
  public void leave(int code) {
    OrderlyEnd end = responsible();
    synchronized (OrderlyEnd.class) {
      if (!end.stopping) {
        end.stopping = true;
        new Thread(() -> end.whenNothingIsAtWork(code), "orderly-end").start();
      }
    }
  }

  private void whenNothingIsAtWork(int code) {
    try {
      boolean orderly = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      lastWords.run();
      if (!orderly && !ImmediateExit.now(code)) {
        ended.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code);
  }

  /** Nothing is at work any more. Does not return if the process is to end. */
  @Override
  public void close() {
    synchronized (OrderlyEnd.class) {
      if (outermost != this) {
        return;
      }
      if (!stopping) {
        undo.forEach(Runnable::run);
        outermost = null;
        return;
      }
    }
    ended.countDown();
    awaitTheEnd();
  }

  private static void awaitTheEnd() {
    while (true) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        // the process ends anyway
      }
    }
  }
}
