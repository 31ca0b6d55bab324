/**
 * What the coordinator wants of the cameras of devices. A {@link WantedSettings} is that of one
 * camera, as it is stored in a {@link CameraSettingsStore}; a {@link CameraView} compares it with
 * what the device reports. {@link CameraManagement} takes changes of people and reports of devices.
 */
@NullMarked
package io.vedette.cloud.camera;

import org.jspecify.annotations.NullMarked;
