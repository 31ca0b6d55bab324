package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.wire.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that opens a camera's source, reads it at its pace, and opens it again. */
final class CameraReader extends Thread {

  private static final Logger log = LoggerFactory.getLogger(CameraReader.class);
  private static final double DEFAULT_RATE = 5;

  /** A source that gives only broken pictures counts as broken itself. */
  private static final int MAX_CORRUPT_IN_A_ROW = 100;

  private final CameraConfig config;
  private final CameraRecord record;
  private final FrameSlot slot;
  private final Backoff backoff;
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private String told = "";

  CameraReader(CameraConfig config, CameraRecord record, FrameSlot slot, Backoff backoff) {
    super("camera-" + config.id());
    setDaemon(true);
    this.config = config;
    this.record = record;
    this.slot = slot;
    this.backoff = backoff;
  }

  /** Asks the thread to end; does not wait for it. */
  void abandon() {
    abandoned.countDown();
  }

  @Override
  public void run() {
    while (!isAbandoned()) {
      try (Source source = SourceKind.openAny(config)) {
        record.streaming();
        read(source);
        if (config.once() || isAbandoned()) {
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
        tell(why);
      }
      if (abandonedWithin(backoff.next())) {
        return;
      }
      record.reconnecting(record.status(0).error());
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
    int corrupt = 0;
    int frames = 0;
    while (!isAbandoned()) {
      Picture picture;
      try {
        picture = source.next();
        corrupt = 0;
      } catch (DetectorException e) {
        record.corrupt(String.valueOf(e.getMessage()));
        if (++corrupt >= MAX_CORRUPT_IN_A_ROW) {
          throw new IOException(corrupt + " broken pictures in a row: " + e.getMessage(), e);
        }
        continue;
      }
      if (picture == null) {
        if (frames == 0) {
          throw new IOException(config.source() + ": no picture in it could be read");
        }
        return;
      }
      long now = System.nanoTime();
      if (source.live()) {
        // A live source cannot be slowed: frames beyond the wanted rate are passed over.
        if (config.fps() > 0 && now < due) {
          record.alive();
          continue;
        }
      } else if (abandonedWithin(Duration.ofNanos(due - now))) {
        return;
      }
      due = Math.max(due + intervalNanos, System.nanoTime() - intervalNanos);
      if (isAbandoned()) {
        return;
      }
      slot.put(new Frame(config.id(), record.frame(), Instant.now(), picture));
      frames++;
      backoff.reset();
    }
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
