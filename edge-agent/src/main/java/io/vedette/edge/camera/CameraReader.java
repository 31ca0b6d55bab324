package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Frame;
import io.vedette.detector.FrameImage;
import io.vedette.edge.camera.Source.Arrival;
import io.vedette.wire.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The thread that opens a camera's source, reads it at its pace, and opens it again. */
final class CameraReader extends Thread {

  private static final Logger log = LoggerFactory.getLogger(CameraReader.class);
  private static final double DEFAULT_RATE = 5;

  /** After so many broken pictures in a row the source counts as broken. */
  private static final int MAX_CORRUPT_IN_A_ROW = 100;

  private final CameraConfig config;
  private final DoubleSupplier fps;
  private final SourceFactory opener;
  private final CameraRecord record;
  private final FrozenStreamDetector frozen;
  private final FrameSlot slot;
  private final KeptFrames kept;
  private final Backoff backoff;
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private String lastError = "";
  private Duration reopenAfter;

  /**
   * @param fps frames per second at most, read again for each frame; 0: the source's own rate
   */
  CameraReader(
      CameraConfig config,
      DoubleSupplier fps,
      SourceFactory opener,
      CameraRecord record,
      FrozenStreamDetector frozen,
      FrameSlot slot,
      KeptFrames kept,
      Backoff backoff) {
    super("camera-" + config.id());
    setDaemon(true);
    this.config = config;
    this.fps = fps;
    this.opener = opener;
    this.record = record;
    this.frozen = frozen;
    this.slot = slot;
    this.kept = kept;
    this.backoff = backoff;
    this.reopenAfter = config.frozenAfter();
  }

  /** Asks the thread to end; does not wait for it. */
  void abandon() {
    abandoned.countDown();
  }

  @Override
  public void run() {
    MDC.put("camera", config.id());
    while (!isAbandoned()) {
      try (Source source = opener.open(config)) {
        if (isAbandoned()) {
          return;
        }
        record.streaming(source.decoder());
        read(source);
        if (isAbandoned()) {
          return;
        }
        if (config.once()) {
          record.ended();
          return;
        }
        continue;
      } catch (IOException | RuntimeException e) {
        if (isAbandoned()) {
          return;
        }
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        record.failed(why);
        logOnce(record.error());
      }
      if (abandonedWithin(backoff.next())) {
        return;
      }
      record.reconnecting(record.error());
    }
  }

  /** The same error in a row is logged once; {@link CameraStatus} always has it. */
  private void logOnce(String error) {
    if (!error.equals(lastError)) {
      log.warn("{}", error);
      lastError = error;
    }
  }

  /** Reads to the source's end, or until abandoned. */
  private void read(Source source) throws IOException {
    long due = System.nanoTime();
    boolean any = false;
    while (true) {
      if (source.asked() && waitUntil(due)) {
        return;
      }
      Arrival arrival = nextGood(source);
      if (arrival == null) {
        break;
      }
      if (arrival.damage() != FrameDamage.NONE) {
        record.corrupt(words(arrival.damage()));
      }
      if (arrival.damage() == FrameDamage.FRESH) {
        continue;
      }
      long now = System.nanoTime();
      if (source.live()) {
        // A live source cannot be slowed down: frames that come before the next is due are skipped,
        // by the clock at their arrival.
        if (fps.getAsDouble() > 0 && now < due && !source.asked()) {
          record.alive();
          continue;
        }
      } else if (waitUntil(due)) {
        return;
      }
      long interval = intervalNanos(source);
      due = Math.max(due + interval, System.nanoTime() - interval);
      if (isAbandoned()) {
        return;
      }
      take(arrival, source.live());
      any = true;
    }
    if (!any && !isAbandoned()) {
      throw new IOException(config.source() + ": no picture in it could be read");
    }
  }

  private long intervalNanos(Source source) {
    double wanted = fps.getAsDouble();
    double rate = wanted > 0 ? wanted : source.rate() > 0 ? source.rate() : DEFAULT_RATE;
    return (long) (1e9 / rate);
  }

  private static String words(FrameDamage damage) {
    return damage == FrameDamage.FRESH
        ? "damaged frames, and no whole key frame yet"
        : "no whole key frame comes";
  }

  private void take(Arrival arrival, boolean live) throws IOException {
    boolean damaged = arrival.damage() != FrameDamage.NONE;
    FrameImage image = arrival.image(kept);
    Duration sameFor = live ? frozen.same(image, System.nanoTime()) : Duration.ZERO;
    long sequence = record.frame(sameFor, damaged);
    slot.put(new Frame(config.id(), sequence, Instant.now(), image, damaged));
    backoff.reset();
    reopenIfFrozen(sameFor);
  }

  /** The next picture that can be decoded; null at the source's end. */
  private @Nullable Arrival nextGood(Source source) throws IOException {
    for (int corrupt = 1; !isAbandoned(); corrupt++) {
      try {
        return source.next();
      } catch (DetectorException e) {
        if (isAbandoned()) {
          return null;
        }
        record.corrupt(String.valueOf(e.getMessage()));
        if (corrupt == MAX_CORRUPT_IN_A_ROW) {
          throw new IOException(corrupt + " broken pictures in a row: " + e.getMessage(), e);
        }
      }
    }
    return null;
  }

  /** Opens a frozen source again, since some recover; each time after twice as long. */
  private void reopenIfFrozen(Duration sameFor) throws IOException {
    if (!config.isFrozen(sameFor)) {
      reopenAfter = config.frozenAfter();
    } else if (sameFor.compareTo(reopenAfter) > 0) {
      reopenAfter = sameFor.multipliedBy(2);
      throw new IOException("the same picture for " + sameFor.toSeconds() + " s");
    }
  }

  private boolean waitUntil(long due) {
    long now = System.nanoTime();
    record.waitsFor(due - now);
    return abandonedWithin(Duration.ofNanos(due - now));
  }

  private boolean isAbandoned() {
    return abandoned.getCount() == 0;
  }

  private boolean abandonedWithin(Duration wait) {
    try {
      return abandoned.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
