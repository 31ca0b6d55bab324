package io.vedette.cloud.fleet;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Devices with cameras that more than one deployment selects. An alarm stands while there are any.
 * Safe for use by several threads.
 */
final class CameraOverlaps {

  private static final String ALARM = "camera-overlap";

  private final EventFeed feed;
  private final ConcurrentSkipListMap<String, List<String>> byDevice =
      new ConcurrentSkipListMap<>();

  CameraOverlaps(EventFeed feed) {
    this.feed = feed;
  }

  /**
   * @param overlaps of the device, a line for each; none: there are none any more
   */
  void put(String agentId, List<String> overlaps) {
    List<String> before =
        overlaps.isEmpty() ? byDevice.remove(agentId) : byDevice.put(agentId, overlaps);
    if (overlaps.equals(before == null ? List.of() : before)) {
      return;
    }
    var first = byDevice.firstEntry();
    if (first == null) {
      feed.clear(ALARM);
      return;
    }
    int more = byDevice.size() - 1;
    feed.alarm(
        ALARM,
        Severity.WARNING,
        Subject.of("device", first.getKey()),
        first.getValue().get(0)
            + (more == 0
                ? ""
                : "; and cameras of " + more + (more == 1 ? " more device" : " more devices")));
  }
}
