package io.vedette.edge.camera;

import io.vedette.detector.Frame;
import io.vedette.wire.Backoff;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source kept open: a reader thread holds the newest frame ready, opens the source again when it
 * breaks, and counts what was lost. Whoever takes frames never waits for more than its patience.
 */
public final class Camera implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Camera.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);
  private static final int MAX_REPLACEMENTS = 3;

  private final CameraConfig config;
  private final CameraRecord record;
  private final FrameSlot slot = new FrameSlot();
  private CameraReader reader;
  private int replacements;

  private Camera(CameraConfig config) {
    this.config = config;
    this.record = new CameraRecord(config.id(), config.stallAfter());
    this.reader = newReader();
  }

  /** Starts to read; returns at once, whether the source can be opened or not. */
  public static Camera start(CameraConfig config) {
    Camera camera = new Camera(config);
    camera.reader.start();
    return camera;
  }

  private CameraReader newReader() {
    Backoff backoff =
        new Backoff(
            FIRST_RETRY, LAST_RETRY, new Random(config.id().hashCode() ^ System.nanoTime()));
    return new CameraReader(config, record, slot, backoff);
  }

  /** The newest frame not yet taken; null when none came within {@code patience}. */
  public @Nullable Frame next(Duration patience) throws InterruptedException {
    Frame frame = slot.take(patience);
    if (frame == null && record.silentFor().compareTo(config.stallAfter().multipliedBy(2)) > 0) {
      replaceReader();
    }
    return frame;
  }

  /** A reader that still hangs when its source's own deadlines are over will not come back. */
  private synchronized void replaceReader() {
    if (replacements >= MAX_REPLACEMENTS) {
      return;
    }
    replacements++;
    log.warn("camera {}: its reader hangs and is replaced ({})", config.id(), replacements);
    reader.abandon();
    reader = newReader();
    record.reconnecting("the reader hung");
    reader.start();
  }

  public CameraStatus status() {
    return record.status(slot.dropped());
  }

  @Override
  public synchronized void close() {
    slot.close();
    reader.abandon();
  }
}
