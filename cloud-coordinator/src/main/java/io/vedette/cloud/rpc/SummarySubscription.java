package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.proto.v1.Summary;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One subscription to the summary: it is sent at once and again after each change, but not more
 * often than the interval, and never faster than the peer reads.
 */
final class SummarySubscription {

  private final Callable<Summary> summary;
  private final ChangeSignal changes;
  private final ScheduledExecutorService clock;
  private final ServerCallStreamObserver<Summary> stream;
  private final long intervalMs;
  private final Runnable onChange = this::changed;
  private boolean scheduled;
  private boolean stale;

  SummarySubscription(
      Callable<Summary> summary,
      ChangeSignal changes,
      ScheduledExecutorService clock,
      ServerCallStreamObserver<Summary> stream,
      long intervalMs) {
    this.summary = summary;
    this.changes = changes;
    this.clock = clock;
    this.stream = stream;
    this.intervalMs = intervalMs;
  }

  void start() {
    stream.setOnCancelHandler(() -> changes.remove(onChange));
    stream.setOnReadyHandler(this::ready);
    changes.add(onChange);
    schedule(0);
  }

  private synchronized void changed() {
    if (!scheduled) {
      schedule(intervalMs);
    }
  }

  private synchronized void ready() {
    if (stale) {
      stale = false;
      changed();
    }
  }

  private synchronized void schedule(long delayMs) {
    scheduled = true;
    try {
      var unused = clock.schedule(this::send, delayMs, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      changes.remove(onChange);
    }
  }

  private void send() {
    synchronized (this) {
      scheduled = false;
      if (!stream.isReady()) {
        stale = true;
        return;
      }
    }
    try {
      stream.onNext(summary.call());
    } catch (Exception e) {
      changes.remove(onChange);
      if (!stream.isCancelled()) {
        stream.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
      }
    }
  }
}
