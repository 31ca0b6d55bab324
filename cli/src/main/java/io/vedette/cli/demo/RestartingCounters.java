package io.vedette.cli.demo;

import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Device;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up counters that start anew when an agent does: a counter that fell has been restarted, and
 * what it had reached before is kept.
 */
final class RestartingCounters {

  private final Map<String, Long> last = new HashMap<>();
  private long frames;

  void take(LoopState state) {
    for (Device device : state.devices()) {
      for (CameraStatus camera : device.getHeartbeat().getCamerasList()) {
        String key = device.getSummary().getAgentId() + "/" + camera.getCameraId();
        long before = last.getOrDefault(key, 0L);
        long now = camera.getFrames();
        frames += now >= before ? now - before : now;
        last.put(key, now);
      }
    }
  }

  /** Frames answered by all students. */
  long frames() {
    return frames;
  }
}
