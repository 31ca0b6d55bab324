package io.vedette.edge.camera;

import io.vedette.wire.camera.SourceMask;
import java.time.Duration;

/**
 * State and counts of a camera, written by its reader, read by any thread. It measures the time
 * since the last good frame (does the camera stall?), and since the reader last returned from its
 * source (does it hang?). Passwords are masked in all errors.
 */
final class CameraRecord {

  private CameraConfig config;
  private SourceMask mask;
  private CameraState state = CameraState.CONNECTING;
  private String error = "";
  private String decoder = "";
  private Duration frozenFor = Duration.ZERO;
  private boolean damaged;
  private long captured;
  private long corrupt;
  private long reconnects;
  private long frameNanos = System.nanoTime();
  private long lastGoodNanos = frameNanos;
  private long lastReturnNanos = frameNanos;

  CameraRecord(CameraConfig config) {
    this.config = config;
    this.mask = SourceMask.of(config.source(), config.options());
  }

  /** The source is opened again, with another configuration. Counts go on. */
  synchronized void change(CameraConfig next) {
    config = next;
    mask = SourceMask.of(next.source(), next.options());
    state = CameraState.CONNECTING;
    error = "";
    decoder = "";
    frozenFor = Duration.ZERO;
    damaged = false;
    alive();
  }

  synchronized void streaming(String decodedBy) {
    state = CameraState.STREAMING;
    error = "";
    decoder = decodedBy;
    alive();
  }

  /**
   * Counts a frame.
   *
   * @param same for how long the source has given this picture
   * @param damaged whether {@link #corrupt} was called for it
   * @return its sequence number
   */
  synchronized long frame(Duration same, boolean damaged) {
    alive();
    frameNanos = lastReturnNanos;
    frozenFor = same;
    this.damaged = damaged;
    error = damaged ? error : "";
    return captured++;
  }

  /** The source gives pictures; this one was not wanted. */
  synchronized void alive() {
    lastReturnNanos = System.nanoTime();
    lastGoodNanos = lastReturnNanos;
  }

  /** The reader waits on purpose: this time does not count as silence. */
  synchronized void waitsFor(long nanos) {
    lastReturnNanos = System.nanoTime() + Math.max(0, nanos);
    lastGoodNanos = lastReturnNanos;
  }

  /** A picture is skipped. The source goes on, but this is no good frame. */
  synchronized void corrupt(String why) {
    corrupt++;
    error = mask.in(why);
    lastReturnNanos = System.nanoTime();
  }

  synchronized void failed(String why) {
    state = CameraState.FAILED;
    error = mask.in(why);
  }

  synchronized void reconnecting(String why) {
    state = CameraState.CONNECTING;
    error = mask.in(why);
    reconnects++;
    alive();
  }

  /** Too many readers hang: none is started until one of them returns. */
  synchronized void hanging(int readers) {
    error = readers + " readers hang inside the driver";
  }

  synchronized void ended() {
    state = CameraState.ENDED;
    error = "the source was played to its end";
  }

  /** The last error; "" where there is none. */
  synchronized String error() {
    return error;
  }

  /** Time without a good frame while the source is open; zero in other states. */
  synchronized Duration silentFor() {
    return state == CameraState.STREAMING ? since(lastGoodNanos) : Duration.ZERO;
  }

  /** Whether the reader is in its source for longer than the source's own deadlines. */
  synchronized boolean hangs() {
    return switch (state) {
      case STREAMING -> since(lastReturnNanos).compareTo(config.stallAfter().multipliedBy(2)) > 0;
      case CONNECTING -> since(lastReturnNanos).compareTo(config.stallAfter().multipliedBy(5)) > 0;
      default -> false;
    };
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  synchronized CameraStatus status(long dropped, int hung) {
    CameraState shown = state;
    String why = error;
    if (silentFor().compareTo(config.stallAfter()) > 0) {
      shown = CameraState.STALLED;
      why =
          "no frame for " + silentFor().toSeconds() + " s" + (error.isEmpty() ? "" : ": " + error);
    } else if (state == CameraState.STREAMING && config.isFrozen(frozenFor)) {
      shown = CameraState.FROZEN;
      why = "the same picture for " + frozenFor.toSeconds() + " s";
    }
    return new CameraStatus(
        config.id(),
        shown,
        why,
        decoder,
        damaged,
        since(frameNanos),
        new CameraStatus.Counts(captured, dropped, corrupt, reconnects, hung));
  }
}
