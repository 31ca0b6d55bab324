package io.vedette.edge.camera;

import io.vedette.detector.Frame;
import io.vedette.detector.TileSpec;
import io.vedette.edge.motion.MotionSetting;
import io.vedette.edge.telemetry.FramePlace;
import io.vedette.edge.telemetry.LiveTelemetry;
import io.vedette.edge.telemetry.TelemetryStatus;
import io.vedette.wire.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that is kept open. A reader thread keeps the newest frame, opens the source again when
 * it breaks, and counts lost frames. {@link #next} waits no longer than its timeout, and replaces a
 * reader that hangs.
 */
public final class Camera implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Camera.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);

  /** A thread that hangs in native code cannot be stopped: so many may be left there. */
  static final int MAX_HUNG = 3;

  private volatile CameraConfig config;
  private final SourceFactory opener;
  private final CameraRecord record;
  private final FrozenStreamDetector frozen = new FrozenStreamDetector();
  private final KeptFrames kept = new KeptFrames();
  private final FrameSlot slot = new FrameSlot(kept);
  private final List<CameraReader> hung = new ArrayList<>();
  private final @Nullable LiveTelemetry telemetry;
  private CameraReader reader;
  private boolean closed;

  private Camera(CameraConfig config, SourceFactory opener) {
    this.config = config;
    this.opener = opener;
    this.record = new CameraRecord(config);
    this.reader = newReader();
    this.telemetry =
        config.telemetry() == null ? null : LiveTelemetry.start(config.id(), config.telemetry());
  }

  /**
   * Loads what video streams need, so that the first of them opens sooner. It takes some tenths of
   * a second, on the calling thread. Where a library is missing, the camera that needs it says so.
   */
  public static void prepareStreams() {
    try {
      Ffmpeg.needVideo();
    } catch (IOException e) {
      log.debug("video streams cannot be read: {}", e.getMessage());
    }
  }

  /** Starts to read; returns at once, whether the source can be opened or not. */
  public static Camera start(CameraConfig config) {
    return start(config, SourceKind::openAny);
  }

  static Camera start(CameraConfig config, SourceFactory opener) {
    Camera camera = new Camera(config, opener);
    camera.reader.start();
    return camera;
  }

  private CameraReader newReader() {
    Random random = new Random(config.id().hashCode() ^ System.nanoTime());
    return new CameraReader(
        config,
        () -> config.fps(),
        opener,
        record,
        frozen,
        slot,
        kept,
        new Backoff(FIRST_RETRY, LAST_RETRY, random));
  }

  /** The newest frame not yet taken; null when none came within {@code timeout}. */
  public @Nullable Frame next(Duration timeout) throws InterruptedException {
    Frame frame = slot.take(timeout);
    if (frame == null && record.hangs()) {
      replaceReader();
    }
    return frame;
  }

  /**
   * Gives a frame's memory back, for another one. Frames that are not given back keep theirs.
   *
   * @param frame from {@link #next}; given back once at most
   */
  public void giveBack(Frame frame) {
    kept.giveBack(frame.image());
  }

  /**
   * Reads as another configuration of this camera says. Its source is opened again only where that
   * changes what is read; rate and tiles change at once.
   */
  public synchronized void change(CameraConfig next) {
    boolean same = next.readsAs(config);
    config = next;
    if (!same && !closed) {
      log.info("camera {}: its source is opened again, with other settings", next.id());
      record.change(next);
      reader.abandon();
      startAnother();
    }
  }

  /** A reader that hangs for longer than its source's own deadlines is abandoned. */
  private synchronized void replaceReader() {
    if (startAnother()) {
      log.warn("camera {}: its reader hung and was replaced", config.id());
      record.reconnecting("the reader hung");
    }
  }

  /** Abandons the reader for another one, unless too many hang already. */
  private boolean startAnother() {
    hung.removeIf(left -> !left.isAlive());
    if (hung.size() >= MAX_HUNG) {
      record.hanging(hung.size() + 1);
      return false;
    }
    reader.abandon();
    hung.add(reader);
    reader = newReader();
    reader.start();
    return true;
  }

  /** Tiles of its pictures; null: those that the model wants. */
  public @Nullable TileSpec tiles() {
    return config.tiles();
  }

  /** Whether and how its own motion is found. */
  public MotionSetting motion() {
    return config.motion();
  }

  /** Where it was when it took a frame. */
  public FramePlace placeOf(Frame frame) {
    return telemetry == null
        ? FramePlace.NONE
        : telemetry.at(frame.capturedAt(), (double) frame.image().width() / frame.image().height());
  }

  /** How its telemetry is. */
  public TelemetryStatus telemetry() {
    return telemetry == null ? TelemetryStatus.NONE : telemetry.status(Instant.now());
  }

  public synchronized CameraStatus status() {
    int left = (int) hung.stream().filter(Thread::isAlive).count();
    return record.status(slot.dropped(), left);
  }

  @Override
  public synchronized void close() {
    closed = true;
    slot.close();
    reader.abandon();
    if (telemetry != null) {
      telemetry.close();
    }
  }
}
