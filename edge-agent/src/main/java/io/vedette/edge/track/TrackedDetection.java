package io.vedette.edge.track;

import io.vedette.detector.Detection;

/** A detection and the track that it belongs to. */
public record TrackedDetection(Detection detection, long trackId) {

  private static final long NO_TRACK = -1;

  /** A candidate below the threshold, which belongs to no track. */
  public static TrackedDetection faint(Detection detection) {
    return new TrackedDetection(detection, NO_TRACK);
  }

  /** Whether it is above the threshold. */
  public boolean isShown() {
    return trackId != NO_TRACK;
  }
}
