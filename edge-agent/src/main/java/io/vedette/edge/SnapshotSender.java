package io.vedette.edge;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.link.CloudLink;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the newest frame of each camera at an interval while somebody looks. */
final class SnapshotSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SnapshotSender.class);
  private static final int MAX_SIDE = 960;
  private static final int QUALITY = 80;
  private static final int MAX_BYTES = 1 << 20;
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final List<Pipeline> pipelines;
  private final CloudLink link;
  private final Map<String, Long> shown = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "snapshots");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable ScheduledFuture<?> show;

  SnapshotSender(Collection<Pipeline> pipelines, CloudLink link) {
    this.pipelines = List.copyOf(pipelines);
    this.link = link;
  }

  /** Begins, changes pace, or with zero stops. */
  synchronized void every(Duration interval) {
    if (show != null) {
      show.cancel(false);
      show = null;
    }
    if (!interval.isZero() && !interval.isNegative()) {
      long millis = Math.max(interval.toMillis(), SHORTEST.toMillis());
      show = thread.scheduleWithFixedDelay(this::showAll, 0, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void showAll() {
    for (Pipeline pipeline : pipelines) {
      try {
        pipeline.snapshot().ifPresent(this::show);
      } catch (RuntimeException e) {
        log.warn("no snapshot: {}", e.toString());
      }
    }
  }

  private void show(FrameResult answer) {
    var frame = answer.frame();
    Long before = shown.put(frame.cameraId(), frame.sequence());
    if (before != null && before == frame.sequence()) {
      return;
    }
    Picture picture = frame.picture();
    double scale = (double) MAX_SIDE / Math.max(picture.width(), picture.height());
    if (scale < 1) {
      int width = Math.max(1, (int) Math.round(picture.width() * scale));
      int height = Math.max(1, (int) Math.round(picture.height() * scale));
      picture = Pictures.resize(picture, width, height);
    }
    byte[] jpeg = Pictures.encodeJpeg(picture, QUALITY);
    if (jpeg.length <= MAX_BYTES) {
      link.show(frame, jpeg, answer.objects());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
