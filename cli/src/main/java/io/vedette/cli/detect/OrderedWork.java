package io.vedette.cli.detect;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Items that are read one after another by one thread, worked on by several at once, and handed on
 * in the order in which they were read. A few items are under way at any time, never more. What
 * fails first ends all: what was read before it is still handed on.
 *
 * @param <I> item
 * @param <O> what becomes of it
 */
final class OrderedWork<I, O> {

  /** Items read ahead of those that are worked on. */
  private static final int AHEAD = 2;

  /** The longest wait for a thread that was interrupted. */
  private static final long PATIENCE_SECONDS = 60;

  /** Where items come from. Used by one thread. */
  @FunctionalInterface
  interface Source<I> {

    /** The next item; null when there are no more. */
    @Nullable I next() throws DetectorException, IOException;
  }

  /** What is done with an item. Each is used by one thread at a time. */
  @FunctionalInterface
  interface Worker<I, O> {
    O work(I item) throws DetectorException, IOException;
  }

  /** Where the outcomes go, in order. Used by the thread that called {@link #run}. */
  @FunctionalInterface
  interface Sink<O> {
    void take(O outcome) throws DetectorException, IOException;
  }

  private final BlockingQueue<Worker<I, O>> free;
  private final BlockingQueue<Future<@Nullable O>> inOrder;
  private final ExecutorService threads;

  private OrderedWork(List<? extends Worker<I, O>> workers) {
    free = new ArrayBlockingQueue<>(workers.size(), false, workers);
    inOrder = new ArrayBlockingQueue<>(workers.size() + AHEAD);
    threads =
        Executors.newFixedThreadPool(
            workers.size() + 1,
            work -> {
              Thread thread = new Thread(work, "ordered-work");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs all items from the source through the workers into the sink. When this returns, no thread
   * uses any of them any more.
   *
   * @param workers one for each thread
   * @throws DetectorException what the source, a worker or the sink threw; so for IOException and
   *     whatever is unchecked
   */
  static <I, O> void run(Source<I> source, List<? extends Worker<I, O>> workers, Sink<O> sink)
      throws DetectorException, IOException {
    OrderedWork<I, O> work = new OrderedWork<>(workers);
    try {
      work.threads.execute(() -> work.read(source));
      work.handOn(sink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      work.end();
    }
  }

  private void read(Source<I> source) {
    try {
      inOrder.put(lastOf(source));
    } catch (InterruptedException e) {
      // Nobody waits for the rest.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Puts all items in order; gives what is to come after them: the end, or why there is no more.
   */
  private Future<@Nullable O> lastOf(Source<I> source) throws InterruptedException {
    try {
      for (I item = source.next(); item != null; item = source.next()) {
        I next = item;
        inOrder.put(threads.submit(() -> work(next)));
      }
      return CompletableFuture.completedFuture(null);
    } catch (DetectorException | IOException | RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private O work(I item) throws DetectorException, IOException, InterruptedException {
    Worker<I, O> worker = free.take();
    try {
      return worker.work(item);
    } finally {
      free.add(worker);
    }
  }

  private void handOn(Sink<O> sink) throws DetectorException, IOException, InterruptedException {
    try {
      for (O outcome = inOrder.take().get(); outcome != null; outcome = inOrder.take().get()) {
        sink.take(outcome);
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Throws what is checked; gives the rest in a form that may be thrown. */
  private static RuntimeException failure(@Nullable Throwable cause)
      throws DetectorException, IOException {
    if (cause instanceof DetectorException e) {
      throw e;
    }
    if (cause instanceof IOException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  private void end() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "a thread did not end within " + PATIENCE_SECONDS + " s; end the process");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
