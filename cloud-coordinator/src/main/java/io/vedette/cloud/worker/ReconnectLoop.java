package io.vedette.cloud.worker;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.vedette.wire.operations.HealthCheck;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials again whenever the connection is lost, with pauses that double from a quarter of a second
 * to ten seconds; a message that arrives resets them. A call that waits for its channel to connect
 * waits no longer either: the channel's own pauses, which grow to two minutes, are cut short.
 */
final class ReconnectLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReconnectLoop.class);
  private static final long FIRST_MS = 250;
  private static final long LONGEST_MS = 10_000;

  private final ScheduledExecutorService clock;
  private final ManagedChannel channel;
  private final Runnable dial;
  private long pauseMs = FIRST_MS;
  private boolean scheduled;

  ReconnectLoop(String name, ManagedChannel channel, Runnable dial) {
    this.channel = channel;
    this.dial = dial;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name + "-dial");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Dials at once. */
  synchronized void now() {
    schedule(0);
    var unused =
        clock.scheduleWithFixedDelay(
            channel::resetConnectBackoff, LONGEST_MS, LONGEST_MS, TimeUnit.MILLISECONDS);
  }

  /** A message arrived: the pauses begin with the shortest again. */
  synchronized void arrived() {
    pauseMs = FIRST_MS;
  }

  /** The connection is lost. */
  synchronized void lost(String why) {
    if (!scheduled && !clock.isShutdown()) {
      log.info("no connection to the coordinator ({}); dialling again in {} ms", why, pauseMs);
      schedule(pauseMs);
      pauseMs = Math.min(LONGEST_MS, pauseMs * 2);
    }
  }

  /** Whether the channel is connected now. */
  boolean isConnected() {
    return channel.getState(false) == ConnectivityState.READY;
  }

  /** What a worker's health check says of its session. */
  static HealthCheck session(BooleanSupplier connected) {
    return HealthCheck.that(
        "session", connected::getAsBoolean, "there is no connection to the coordinator");
  }

  /** Why a call broke, in a few words. */
  static String why(Throwable broken) {
    Status status = Status.fromThrowable(broken);
    String description = status.getDescription();
    return description == null ? status.getCode().toString() : description;
  }

  private void schedule(long delayMs) {
    scheduled = true;
    try {
      var unused = clock.schedule(this::run, delayMs, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      log.debug("not dialled again: closing");
    }
  }

  private void run() {
    synchronized (this) {
      scheduled = false;
    }
    try {
      dial.run();
    } catch (RuntimeException e) {
      lost(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
