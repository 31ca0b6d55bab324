package io.vedette.edge.camera;

import java.time.Duration;

/** What a camera has been through, written by its reader and read by anyone. */
final class CameraRecord {

  private final String id;
  private final Duration stallAfter;
  private CameraState state = CameraState.CONNECTING;
  private String error = "";
  private long captured;
  private long corrupt;
  private long reconnects;
  private long lastFrameNanos = System.nanoTime();

  CameraRecord(String id, Duration stallAfter) {
    this.id = id;
    this.stallAfter = stallAfter;
  }

  synchronized void streaming() {
    state = CameraState.STREAMING;
    error = "";
    lastFrameNanos = System.nanoTime();
  }

  /** Counts a frame; its sequence number. */
  synchronized long frame() {
    lastFrameNanos = System.nanoTime();
    error = "";
    return captured++;
  }

  /** The source gives pictures, though none was wanted now. */
  synchronized void alive() {
    lastFrameNanos = System.nanoTime();
  }

  /** The picture is skipped; the source goes on. */
  synchronized void corrupt(String why) {
    corrupt++;
    error = why;
    lastFrameNanos = System.nanoTime();
  }

  synchronized void failed(String why) {
    state = CameraState.FAILED;
    error = why;
  }

  synchronized void reconnecting(String why) {
    state = CameraState.CONNECTING;
    error = why;
    reconnects++;
    lastFrameNanos = System.nanoTime();
  }

  synchronized void ended() {
    state = CameraState.ENDED;
    error = "the source was played to its end";
  }

  /** For how long a source has given nothing, or has been on its way; zero in other states. */
  synchronized Duration silentFor() {
    return state == CameraState.STREAMING || state == CameraState.CONNECTING
        ? Duration.ofNanos(System.nanoTime() - lastFrameNanos)
        : Duration.ZERO;
  }

  synchronized CameraStatus status(long dropped) {
    boolean stalled = state == CameraState.STREAMING && silentFor().compareTo(stallAfter) > 0;
    return new CameraStatus(
        id,
        stalled ? CameraState.STALLED : state,
        stalled ? "no frame for " + silentFor().toSeconds() + " s" : error,
        captured,
        dropped,
        corrupt,
        reconnects);
  }
}
