package io.vedette.edge.camera;

import java.time.Duration;

/**
 * What a camera has been through, written by its reader and read by anyone. Two clocks run in it:
 * since the last good frame (is the camera well?), and since the reader last came back from its
 * source with anything (does it hang?). What it tells of errors has no secret of the source in it,
 * wherever the words came from.
 */
final class CameraRecord {

  private final CameraConfig config;
  private final SourceMask mask;
  private CameraState state = CameraState.CONNECTING;
  private String error = "";
  private String decoder = "";
  private Duration frozenFor = Duration.ZERO;
  private long captured;
  private long corrupt;
  private long reconnects;
  private long frameNanos = System.nanoTime();
  private long silenceNanos = frameNanos;
  private long lifeNanos = frameNanos;

  CameraRecord(CameraConfig config) {
    this.config = config;
    this.mask = SourceMask.of(config.source(), config.options());
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
   * @param same for how long the source has been giving this picture
   * @param damaged whether it is one of those that {@link #corrupt} was told of
   * @return its sequence number
   */
  synchronized long frame(Duration same, boolean damaged) {
    alive();
    frameNanos = lifeNanos;
    frozenFor = same;
    error = damaged ? error : "";
    return captured++;
  }

  /** The source gives pictures, though none was wanted now. */
  synchronized void alive() {
    lifeNanos = System.nanoTime();
    silenceNanos = lifeNanos;
  }

  /** The reader waits by its own will: what comes before then is no silence. */
  synchronized void restsFor(long nanos) {
    lifeNanos = System.nanoTime() + Math.max(0, nanos);
    silenceNanos = lifeNanos;
  }

  /** The picture is skipped; the source goes on, but has not shown that it is well. */
  synchronized void corrupt(String why) {
    corrupt++;
    error = mask.in(why);
    lifeNanos = System.nanoTime();
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

  /** So many readers hang that no more are started until one of them comes back. */
  synchronized void hanging(int readers) {
    error = readers + " readers hang inside the driver";
  }

  synchronized void ended() {
    state = CameraState.ENDED;
    error = "the source was played to its end";
  }

  /** What is wrong; for who tries again. */
  synchronized String error() {
    return error;
  }

  /** Without a good frame for so long, while the source is open; zero in other states. */
  synchronized Duration silentFor() {
    return state == CameraState.STREAMING ? since(silenceNanos) : Duration.ZERO;
  }

  /** Whether the reader has been inside its source for longer than the source's own deadlines. */
  synchronized boolean hangs() {
    return switch (state) {
      case STREAMING -> since(lifeNanos).compareTo(config.stallAfter().multipliedBy(2)) > 0;
      case CONNECTING -> since(lifeNanos).compareTo(config.stallAfter().multipliedBy(5)) > 0;
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
        since(frameNanos),
        captured,
        dropped,
        corrupt,
        reconnects,
        hung,
        decoder);
  }
}
