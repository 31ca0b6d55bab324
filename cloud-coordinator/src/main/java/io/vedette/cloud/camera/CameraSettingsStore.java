package io.vedette.cloud.camera;

import java.util.List;

/** Remembers what the coordinator wants of cameras. */
public interface CameraSettingsStore {

  /** In no order. */
  List<WantedSettings> all();

  /** Stores what is wanted of a camera in place of an earlier one; durable when this returns. */
  void put(WantedSettings wanted);

  /** Removes what is wanted of a camera; that is durable when this returns. */
  void remove(String agentId, String cameraId);
}
