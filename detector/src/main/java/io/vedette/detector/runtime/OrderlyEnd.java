package io.vedette.detector.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ends the process in order on SIGTERM, SIGINT (Ctrl-C) or SIGHUP: whoever works asks {@link
 * #isStopping} or {@link #check} between two steps, or waits in {@link #await}; when this is closed
 * the process leaves with 128 and the signal's number.
 *
 * <p>Java's own way, shutdown hooks, takes native libraries down beneath a running step: ONNX
 * Runtime closes its environment in a hook of its own, and after the hooks libtorch's exit handlers
 * run. Both crash. So the end begins when nothing is at work any more; a process whose step does
 * not end in time leaves without hooks and handlers. What is on disk is whole at any moment.
 *
 * <p>A process ends once: one that is opened while another is open is a part of it.
 */
public final class OrderlyEnd implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static @Nullable OrderlyEnd outermost;

  private final Duration patience;
  private final Runnable lastWords;
  private final AtomicBoolean told = new AtomicBoolean();
  private final CompletableFuture<Void> stopping = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> undo = new ArrayList<>();

  private OrderlyEnd(Duration patience, Runnable lastWords) {
    this.patience = patience;
    this.lastWords = lastWords;
  }

  /**
   * Lets signals end the process at once, without hooks, wherever no orderly end is open. For
   * commands that have nothing to finish.
   */
  public static void otherwiseAtOnce() {
    ImmediateExit.SIGNALS.forEach(name -> handle(name, SignalHandler.SIG_DFL));
  }

  /** The same as below, with ten seconds for the step at work. */
  public static OrderlyEnd open(Runnable lastWords) {
    return open(PATIENCE, lastWords);
  }

  /**
   * Handles signals from now on.
   *
   * @param patience how long the step at work may take to end
   * @param lastWords said then, when nothing is at work any more or nobody waits for it; those of
   *     the outermost count
   */
  public static synchronized OrderlyEnd open(Duration patience, Runnable lastWords) {
    OrderlyEnd end = new OrderlyEnd(patience, lastWords);
    if (outermost == null) {
      outermost = end;
      ImmediateExit.SIGNALS.forEach(name -> end.undo.add(handle(name, end::onSignal)));
    }
    return end;
  }

  /** What a signal does from now on; gives back what undoes that. */
  private static Runnable handle(String name, SignalHandler handler) {
    try {
      Signal signal = new Signal(name);
      SignalHandler before = Signal.handle(signal, handler);
      return () -> Signal.handle(signal, before);
    } catch (IllegalArgumentException e) {
      return () -> {}; // no such signal here, or somebody else has taken it
    }
  }

  private void onSignal(Signal signal) {
    leave(ImmediateExit.SIGNALLED + signal.getNumber());
  }

  /** Whether the process is to end. */
  public boolean isStopping() {
    return responsible().stopping.isDone();
  }

  /**
   * Called between steps.
   *
   * @throws CancellationException when the process is to end
   */
  public void check() {
    if (isStopping()) {
      throw new CancellationException("stopped by a signal");
    }
  }

  /** Waits until the process is to end. */
  public void await() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    whenStopping(stop::countDown);
    stop.await();
  }

  /** Calls this once when the process is to end, at once if it is already. */
  public void whenStopping(Runnable stop) {
    responsible().stopping.thenRun(stop);
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
    if (end.told.compareAndSet(false, true)) {
      new Thread(() -> end.whenNothingIsAtWork(code), "orderly-end").start();
      end.stopping.complete(null);
    }
  }

  private void whenNothingIsAtWork(int code) {
    try {
      boolean orderly = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!orderly) {
        System.err.println(
            "not stopped within " + patience.toMillis() + " ms; work is left undone");
      }
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
      if (!told.get()) {
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
