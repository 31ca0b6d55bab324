package io.vedette.edge.link;

import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.proto.v1.Snapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the newest frame of each camera at an interval, while somebody watches. */
public final class SnapshotSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SnapshotSender.class);
  private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

  private final Pipelines pipelines;
  private final Map<String, Long> lastSequence = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "snapshots");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable ScheduledFuture<?> schedule;

  public SnapshotSender(Pipelines pipelines) {
    this.pipelines = pipelines;
  }

  /**
   * Starts, changes the interval, or stops.
   *
   * @param interval zero: no snapshots
   * @param sink must return at once
   */
  synchronized void sendEvery(Duration interval, Consumer<Snapshot> sink) {
    if (schedule != null) {
      schedule.cancel(false);
      schedule = null;
    }
    if (!interval.isZero() && !interval.isNegative()) {
      long millis = Math.max(interval.toMillis(), MIN_INTERVAL.toMillis());
      schedule =
          thread.scheduleWithFixedDelay(() -> sendAll(sink), 0, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void sendAll(Consumer<Snapshot> sink) {
    for (Pipeline pipeline : pipelines.all()) {
      try {
        pipeline.snapshot().ifPresent(result -> send(result, sink));
      } catch (RuntimeException e) {
        log.warn("a snapshot could not be made: {}", e.toString());
      }
    }
  }

  private void send(FrameResult result, Consumer<Snapshot> sink) {
    var frame = result.frame();
    Long before = lastSequence.put(frame.cameraId(), frame.sequence());
    if (before != null && before == frame.sequence()) {
      return;
    }
    sink.accept(ProtoMapper.snapshot(frame, SnapshotJpeg.of(frame.picture()), result.objects()));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
