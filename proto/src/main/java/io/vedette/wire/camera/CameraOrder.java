package io.vedette.wire.camera;

/**
 * What the coordinator wants of one camera of a device.
 *
 * @param revision 1, 2, 3 …; each change is one more
 * @param settings {@link CameraSettings#NONE}: it shall be as the device's file says
 */
public record CameraOrder(String cameraId, int revision, CameraSettings settings) {}
