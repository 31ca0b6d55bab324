package io.vedette.cloud.camera;

import io.vedette.wire.camera.CameraOrder;
import io.vedette.wire.camera.CameraSettings;

/**
 * What the coordinator wants of a camera, as it is stored. A row stays when the camera is as the
 * device's file says again, so that its revision never falls.
 *
 * @param revision 1, 2, 3 …; each change is one more
 * @param settings {@link CameraSettings#NONE}: as the device's file says
 * @param why for people; may be empty
 * @param changedAtMs milliseconds since the epoch
 */
public record WantedSettings(
    String agentId,
    String cameraId,
    int revision,
    CameraSettings settings,
    String why,
    long changedAtMs) {

  CameraOrder order() {
    return new CameraOrder(cameraId, revision, settings);
  }
}
