package io.vedette.edge.camera;

import java.util.Locale;

/** The state of a camera. */
public enum CameraState {
  /** The source is being opened. */
  CONNECTING,
  /** Frames arrive. */
  STREAMING,
  /** The source is open, but its last frame is too old. */
  STALLED,
  /** Frames arrive, but they all show one picture. */
  FROZEN,
  /** The source could not be opened, or broke; it is opened again later. */
  FAILED,
  /** The source was played once, to its end. */
  ENDED;

  /** Whether the camera needs no attention. */
  public boolean isWell() {
    return this == STREAMING || this == ENDED;
  }

  /** Whether it gives pictures. */
  public boolean answers() {
    return this == STREAMING || this == FROZEN;
  }

  /** The name on the wire and on screens. An ended source is shown as failed. */
  public String label() {
    return this == ENDED ? "failed" : name().toLowerCase(Locale.ROOT);
  }
}
