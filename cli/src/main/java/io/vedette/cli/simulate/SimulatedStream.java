package io.vedette.cli.simulate;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.wire.Backoff;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bidirectional stream that is opened again after a pause, or as soon as another stream of the
 * same channel has connected, as an agent does it. It has no thread of its own: it runs on the
 * network's threads and the timer's, and its lock keeps them apart.
 *
 * @param <Q> message to the coordinator
 * @param <A> message from it
 */
abstract class SimulatedStream<Q, A> {

  private final ManagedChannel channel;
  private final ScheduledExecutorService timer;
  private final Backoff backoff;
  private @Nullable ClientCallStreamObserver<Q> out;
  private int generation;
  private boolean closed;

  /** Whether the channel will tell when it has connected. */
  private boolean awaitsConnection;

  SimulatedStream(ManagedChannel channel, ScheduledExecutorService timer, Backoff backoff) {
    this.channel = channel;
    this.timer = timer;
    this.backoff = backoff;
  }

  /** What the calls are made on. */
  final ManagedChannel channel() {
    return channel;
  }

  /** Starts the call. */
  abstract void call(ClientResponseObserver<Q, A> replies);

  /** The stream is open: sends the first message. */
  abstract void opened();

  abstract void received(A reply);

  /** The stream has ended; another is opened after a pause. */
  abstract void lost();

  final synchronized void open() {
    if (!closed) {
      generation++;
      channel.resetConnectBackoff();
      call(new Replies(generation));
      opened();
    }
  }

  /** Whether a message that is sent now goes out without piling up. */
  final boolean isReady() {
    ClientCallStreamObserver<Q> stream = out;
    return stream != null && stream.isReady();
  }

  final void send(Q message) {
    ClientCallStreamObserver<Q> stream = out;
    if (stream != null) {
      stream.onNext(message);
    }
  }

  /** The peer has answered: the next pause is a short one. */
  final void resetBackoff() {
    backoff.reset();
  }

  /** Runs later, holding the lock, unless this stream has ended by then. */
  @SuppressWarnings("FutureReturnValueIgnored")
  final void later(Duration wait, Runnable task) {
    int current = generation;
    try {
      timer.schedule(() -> ifCurrent(current, task), wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      closed = true;
    }
  }

  private synchronized void ifCurrent(int which, Runnable task) {
    if (which == generation && !closed) {
      task.run();
    }
  }

  private synchronized void broken(int which) {
    if (which != generation || closed) {
      return;
    }
    generation++;
    out = null;
    lost();
    later(backoff.next(), this::open);
    openWhenConnected();
  }

  private void openWhenConnected() {
    if (!awaitsConnection && channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      awaitsConnection = true;
      channel.notifyWhenStateChanged(
          ConnectivityState.TRANSIENT_FAILURE, () -> soon(this::openIfConnected));
    }
  }

  private synchronized void openIfConnected() {
    awaitsConnection = false;
    if (out == null && channel.getState(false) == ConnectivityState.READY) {
      open();
    }
  }

  private void soon(Runnable task) {
    try {
      timer.execute(task);
    } catch (RejectedExecutionException e) {
      closed = true;
    }
  }

  final synchronized void close() {
    closed = true;
    ClientCallStreamObserver<Q> stream = out;
    out = null;
    if (stream != null) {
      stream.cancel("the simulation ends", null);
    }
  }

  private final class Replies implements ClientResponseObserver<Q, A> {
    private final int mine;

    Replies(int mine) {
      this.mine = mine;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
      out = stream;
    }

    @Override
    public void onNext(A reply) {
      ifCurrent(mine, () -> received(reply));
    }

    @Override
    public void onError(Throwable t) {
      broken(mine);
    }

    @Override
    public void onCompleted() {
      broken(mine);
    }
  }
}
