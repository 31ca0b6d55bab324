package io.vedette.edge.camera;

import java.util.Locale;

/** What a camera does now. */
public enum CameraState {
  /** The source is being opened. */
  CONNECTING,
  /** Frames arrive. */
  STREAMING,
  /** The source is open, but its last frame is too old. */
  STALLED,
  /** Frames arrive, but they all show one picture. */
  FROZEN,
  /** The source could not be opened or broke; it will be tried again. */
  FAILED,
  /** A source that was to be played once has been. */
  ENDED;

  /** Whether nobody needs to look after the camera. */
  public boolean isWell() {
    return this == STREAMING || this == ENDED;
  }

  /** Whether it gives pictures now, changing ones or not. */
  public boolean answers() {
    return this == STREAMING || this == FROZEN;
  }

  /** The word on the wire and on screens. An ended source is one that no longer gives frames. */
  public String word() {
    return this == ENDED ? "failed" : name().toLowerCase(Locale.ROOT);
  }
}
