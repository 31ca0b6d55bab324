package io.vedette.cloud.store;

import io.vedette.cloud.camera.CameraSettingsStore;
import io.vedette.cloud.camera.WantedSettings;
import java.util.List;

/** What the coordinator wants of cameras, on an Ignite node. */
public final class IgniteCameraSettingsStore implements CameraSettingsStore {

  private final IgniteRecords<WantedSettings> records;

  public IgniteCameraSettingsStore(IgniteNode node) {
    this.records =
        new IgniteRecords<>(
            node.table("camera-settings"),
            WantedSettings.class,
            row -> key(row.agentId(), row.cameraId()));
  }

  private static String key(String agentId, String cameraId) {
    return agentId + "/" + cameraId;
  }

  @Override
  public List<WantedSettings> all() {
    return records.all();
  }

  @Override
  public void put(WantedSettings wanted) {
    records.put(wanted);
  }

  @Override
  public void remove(String agentId, String cameraId) {
    records.remove(key(agentId, cameraId));
  }
}
