package io.vedette.edge.link;

import java.util.HashMap;
import java.util.Map;

/**
 * Cameras of which no frame is sent for a while, since the coordinator had no room for one: their
 * deployment has used its share, and those of other cameras may still come in. Times are those of
 * {@link System#nanoTime}. Used by one thread.
 */
final class PausedCameras {

  private final Map<String, Long> untilNanos = new HashMap<>();

  /** Sends nothing of a camera until a time, or a later one that was given before. */
  void pause(String cameraId, long until) {
    untilNanos.merge(cameraId, until, (a, b) -> a - b > 0 ? a : b);
  }

  boolean isPaused(String cameraId, long now) {
    Long until = untilNanos.get(cameraId);
    if (until != null && now - until >= 0) {
      untilNanos.remove(cameraId);
      return false;
    }
    return until != null;
  }

  void clear() {
    untilNanos.clear();
  }
}
