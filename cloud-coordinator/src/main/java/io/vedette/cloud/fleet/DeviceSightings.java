package io.vedette.cloud.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the cameras of devices saw lately, in memory: the newest snapshot of each camera while
 * somebody looks, and the newest events. Safe for use by several threads.
 */
public final class DeviceSightings {

  private static final int MAX_CAMERAS = 64;
  private static final int MAX_EVENTS = 50_000;

  private final Map<String, Map<String, CameraSnapshot>> snapshots = new ConcurrentHashMap<>();
  private final RecentEvents events = new RecentEvents(MAX_EVENTS);

  void keep(String agentId, CameraSnapshot snapshot) {
    Map<String, CameraSnapshot> ofDevice =
        snapshots.computeIfAbsent(agentId, id -> new LinkedHashMap<>());
    synchronized (ofDevice) {
      if (ofDevice.size() < MAX_CAMERAS || ofDevice.containsKey(snapshot.cameraId())) {
        ofDevice.put(snapshot.cameraId(), snapshot);
      }
    }
  }

  void keep(String agentId, DeviceEvent event) {
    events.add(agentId, event);
  }

  /** The newest snapshot of each camera of a device. */
  public List<CameraSnapshot> snapshots(String agentId) {
    Map<String, CameraSnapshot> ofDevice = snapshots.getOrDefault(agentId, Map.of());
    synchronized (ofDevice) {
      return List.copyOf(ofDevice.values());
    }
  }

  /** Nobody looks at a device any more: its snapshots are dropped. */
  void dropSnapshots(String agentId) {
    snapshots.remove(agentId);
  }

  /** The newest events of a device, the newest first. */
  public List<DeviceEvent> events(String agentId) {
    return events.of(agentId);
  }

  void forget(String agentId) {
    snapshots.remove(agentId);
    events.forget(agentId);
  }
}
