package io.vedette.cloud.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest events of each device, in memory. Beyond a number of all events, those of the device
 * that was silent longest are dropped. Safe for use by several threads.
 */
final class RecentEvents {

  private static final int MAX_OF_DEVICE = 100;

  private final int maxOfAll;
  private final Map<String, Deque<DeviceEvent>> byDevice = new LinkedHashMap<>(16, 0.75f, true);
  private int all;

  RecentEvents(int maxOfAll) {
    this.maxOfAll = maxOfAll;
  }

  synchronized void add(String agentId, DeviceEvent event) {
    Deque<DeviceEvent> ofDevice = byDevice.computeIfAbsent(agentId, id -> new ArrayDeque<>());
    if (ofDevice.removeIf(known -> known.id().equals(event.id()))) {
      all--;
    }
    ofDevice.addFirst(event);
    all++;
    if (ofDevice.size() > MAX_OF_DEVICE) {
      ofDevice.removeLast();
      all--;
    }
    Iterator<Deque<DeviceEvent>> oldest = byDevice.values().iterator();
    while (all > maxOfAll && oldest.hasNext()) {
      all -= oldest.next().size();
      oldest.remove();
    }
  }

  /** Newest first. */
  synchronized List<DeviceEvent> of(String agentId) {
    Deque<DeviceEvent> ofDevice = byDevice.get(agentId);
    return ofDevice == null ? List.of() : List.copyOf(ofDevice);
  }

  synchronized void forget(String agentId) {
    Deque<DeviceEvent> gone = byDevice.remove(agentId);
    all -= gone == null ? 0 : gone.size();
  }
}
