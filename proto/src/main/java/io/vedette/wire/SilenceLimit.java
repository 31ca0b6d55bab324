package io.vedette.wire;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cancels a call when no byte of it has moved for a while, however long the whole takes. Silence is
 * counted in ticks, so that time while the process was stopped does not count.
 */
public final class SilenceLimit implements ClientInterceptor {

  /** For transfers of files: 2 minutes, as a busy peer may write and check a large file so long. */
  public static final SilenceLimit OF_TRANSFERS =
      new SilenceLimit(Duration.ofMinutes(2), new TimerThread());

  /** How many ticks without a byte are allowed. */
  static final int TICKS = 8;

  private final Duration limit;
  private final Ticker ticker;

  SilenceLimit(Duration limit, Ticker ticker) {
    this.limit = limit;
    this.ticker = ticker;
  }

  /** Calls something at an interval. */
  @FunctionalInterface
  interface Ticker {
    /**
     * @return ends the calls when it is cancelled
     */
    Future<?> every(Duration interval, Runnable tick);
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    Silence silence = new Silence();
    return new WatchedCall<>(
        next.newCall(method, options.withStreamTracerFactory(silence.factory())), silence);
  }

  /** Ticks since a byte moved. */
  private static final class Silence extends ClientStreamTracer {
    private final AtomicInteger ticks = new AtomicInteger();

    void end() {
      ticks.set(0);
    }

    boolean isTooLong() {
      return ticks.incrementAndGet() > TICKS;
    }

    @Override
    public void inboundWireSize(long bytes) {
      end();
    }

    Factory factory() {
      return new Factory() {
        @Override
        public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata headers) {
          return Silence.this;
        }
      };
    }
  }

  /** Both ways count: what arrives, and what the connection takes. */
  private final class WatchedCall<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private final Silence silence;

    WatchedCall(ClientCall<Q, A> call, Silence silence) {
      super(call);
      this.silence = silence;
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      Future<?> ticking = ticker.every(limit.dividedBy(TICKS), this::tick);
      super.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onReady() {
              silence.end();
              super.onReady();
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              ticking.cancel(false);
              super.onClose(status, trailers);
            }
          },
          headers);
    }

    private void tick() {
      if (silence.isTooLong()) {
        cancel("no byte moved for " + limit.toSeconds() + " s", null);
      }
    }

    @Override
    public void sendMessage(Q message) {
      silence.end();
      super.sendMessage(message);
    }
  }

  /** Ticks on a thread that lives while something is watched. */
  private static final class TimerThread implements Ticker {
    private final ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "transfer-silence");
              thread.setDaemon(true);
              return thread;
            });

    TimerThread() {
      executor.setRemoveOnCancelPolicy(true);
      executor.setKeepAliveTime(10, TimeUnit.SECONDS);
      executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public Future<?> every(Duration interval, Runnable tick) {
      long millis = interval.toMillis();
      return executor.scheduleWithFixedDelay(tick, millis, millis, TimeUnit.MILLISECONDS);
    }
  }
}
