package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.edge.camera.Source.Arrival;
import io.vedette.wire.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that opens a camera's source, reads it at its pace, and opens it again. */
final class CameraReader extends Thread {

  private static final Logger log = LoggerFactory.getLogger(CameraReader.class);
  private static final double DEFAULT_RATE = 5;

  /** A source that gives only broken pictures counts as broken itself. */
  private static final int MAX_CORRUPT_IN_A_ROW = 100;

  private final CameraConfig config;
  private final SourceFactory opener;
  private final CameraRecord record;
  private final FrozenStreamDetector freeze;
  private final FrameSlot slot;
  private final FrameBufferPool memory;
  private final Backoff backoff;
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private String told = "";
  private Duration thawAfter;

  CameraReader(
      CameraConfig config,
      SourceFactory opener,
      CameraRecord record,
      FrozenStreamDetector freeze,
      FrameSlot slot,
      FrameBufferPool memory,
      Backoff backoff) {
    super("camera-" + config.id());
    setDaemon(true);
    this.config = config;
    this.opener = opener;
    this.record = record;
    this.freeze = freeze;
    this.slot = slot;
    this.memory = memory;
    this.backoff = backoff;
    this.thawAfter = config.frozenAfter();
  }

  /** Asks the thread to end; does not wait for it. */
  void abandon() {
    abandoned.countDown();
  }

  @Override
  public void run() {
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
        tell(record.error());
      }
      if (abandonedWithin(backoff.next())) {
        return;
      }
      record.reconnecting(record.error());
    }
  }

  /** The same trouble again and again is told once; {@link CameraStatus} always has it. */
  private void tell(String why) {
    if (!why.equals(told)) {
      log.warn("camera {}: {}", config.id(), why);
      told = why;
    }
  }

  /** Reads to the source's end, or until abandoned. */
  private void read(Source source) throws IOException {
    double rate =
        config.fps() > 0 ? config.fps() : source.rate() > 0 ? source.rate() : DEFAULT_RATE;
    long intervalNanos = (long) (1e9 / rate);
    long due = System.nanoTime();
    boolean any = false;
    while (true) {
      if (source.asked() && restsUntil(due)) {
        return;
      }
      Arrival arrival = good(source);
      if (arrival == null) {
        break;
      }
      if (arrival.damage() != FrameDamage.NONE) {
        record.corrupt("damaged frames, and no whole key frame yet");
      }
      if (arrival.damage() == FrameDamage.FRESH) {
        continue;
      }
      long now = System.nanoTime();
      if (source.live()) {
        // A live source cannot be slowed: frames beyond the wanted rate are passed over, each by
        // the clock when it has come, so that the first one that is due is taken.
        if (config.fps() > 0 && now < due && !source.asked()) {
          record.alive();
          continue;
        }
      } else if (restsUntil(due)) {
        return;
      }
      due = Math.max(due + intervalNanos, System.nanoTime() - intervalNanos);
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

  private void take(Arrival arrival, boolean live) throws IOException {
    boolean damaged = arrival.damage() != FrameDamage.NONE;
    Picture picture = arrival.picture(memory);
    Duration same = live ? freeze.same(picture, System.nanoTime()) : Duration.ZERO;
    long sequence = record.frame(same, damaged);
    slot.put(new Frame(config.id(), sequence, Instant.now(), picture, damaged));
    backoff.reset();
    reopenIfFrozen(same);
  }

  /** The next picture that can be decoded; null at the source's end. */
  private @Nullable Arrival good(Source source) throws IOException {
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

  /** Some cameras thaw when they are opened again; those that do not are left in peace longer. */
  private void reopenIfFrozen(Duration same) throws IOException {
    if (!config.isFrozen(same)) {
      thawAfter = config.frozenAfter();
    } else if (same.compareTo(thawAfter) > 0) {
      thawAfter = same.multipliedBy(2);
      throw new IOException("the same picture for " + same.toSeconds() + " s");
    }
  }

  private boolean restsUntil(long due) {
    long now = System.nanoTime();
    record.restsFor(due - now);
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
