package io.vedette.edge.link;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.wire.Backoff;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bidirectional stream that is opened again whenever it ends, after a growing pause, or as soon
 * as another stream of the same channel has connected. Subclasses run on one thread and need no
 * locks.
 *
 * @param <Q> message to the coordinator
 * @param <A> message from it
 */
abstract class ReconnectingStream<Q, A> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReconnectingStream.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final String name;
  private final Backoff backoff;
  private final ScheduledExecutorService thread;
  private @Nullable ClientCallStreamObserver<Q> requests;
  private int generation;
  private boolean closed;

  /** Whether the channel will tell when it has connected. */
  private boolean awaitsConnection;

  ReconnectingStream(String name, Backoff backoff) {
    this.name = name;
    this.backoff = backoff;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "link-" + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What the calls are made on. */
  abstract ManagedChannel channel();

  /** Starts the call. */
  abstract void call(ClientResponseObserver<Q, A> replies);

  /** The stream is open: sends the first message. */
  abstract void opened();

  abstract void received(A reply);

  /** The stream can take more. */
  abstract void writable();

  /** The stream has ended; another will be opened. */
  abstract void lost(String why);

  void start() {
    run(this::open);
  }

  /** Runs on the stream's thread; dropped when the stream is closed. */
  final void run(Runnable task) {
    try {
      thread.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      log.debug("{} is closed", name);
    }
  }

  /** Runs on the stream's thread later, unless this stream has ended by then. */
  final void later(Duration wait, Runnable task) {
    int current = generation;
    try {
      thread.schedule(
          () -> {
            if (current == generation && !closed) {
              guarded(task);
            }
          },
          wait.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("{} is closed", name);
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.warn("{}: {}", name, e.toString(), e);
      broken(generation, e.toString());
    }
  }

  private void open() {
    if (!closed) {
      generation++;
      // Streams pause between two tries; the channel's own pauses grow to two minutes.
      channel().resetConnectBackoff();
      call(new Replies(generation));
      opened();
    }
  }

  /** Whether a message sent now goes out without piling up. */
  final boolean isReady() {
    return requests != null && requests.isReady();
  }

  final void send(Q request) {
    if (requests != null) {
      requests.onNext(request);
    }
  }

  /** The peer has answered: the next pause is a short one. */
  final void resetBackoff() {
    backoff.reset();
  }

  /** Ends this stream and opens another after a pause. */
  final void giveUp(String why) {
    ClientCallStreamObserver<Q> stream = requests;
    if (stream != null) {
      stream.cancel(why, null);
    }
    broken(generation, why);
  }

  private void broken(int which, String why) {
    if (which != generation || closed) {
      return;
    }
    generation++;
    requests = null;
    lost(why);
    Duration pause = backoff.next();
    log.info("{}: {}; next try in {} ms", name, why, pause.toMillis());
    later(pause, this::open);
    openWhenConnected();
  }

  /** A channel that could not connect tells once when that changes. */
  private void openWhenConnected() {
    if (awaitsConnection || channel().getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
      return;
    }
    awaitsConnection = true;
    channel()
        .notifyWhenStateChanged(
            ConnectivityState.TRANSIENT_FAILURE,
            () ->
                run(
                    () -> {
                      awaitsConnection = false;
                      boolean connected = channel().getState(false) == ConnectivityState.READY;
                      if (connected && requests == null) {
                        open();
                      }
                    }));
  }

  @Override
  public void close() {
    run(
        () -> {
          closed = true;
          if (requests != null) {
            requests.onCompleted();
          }
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(Status status) {
    Throwable root = status.getCause();
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    String detail = root == null ? status.getDescription() : root.getMessage();
    return status.getCode() + (detail == null ? "" : ": " + detail);
  }

  private final class Replies implements ClientResponseObserver<Q, A> {
    private final int mine;

    Replies(int mine) {
      this.mine = mine;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
      requests = stream;
      stream.setOnReadyHandler(() -> run(() -> ifCurrent(ReconnectingStream.this::writable)));
    }

    @Override
    public void onNext(A reply) {
      run(() -> ifCurrent(() -> received(reply)));
    }

    @Override
    public void onError(Throwable t) {
      String why = reason(Status.fromThrowable(t));
      run(() -> broken(mine, why));
    }

    @Override
    public void onCompleted() {
      run(() -> broken(mine, "the coordinator ended the stream"));
    }

    private void ifCurrent(Runnable task) {
      if (mine == generation) {
        task.run();
      }
    }
  }
}
