/**
 * Settings of cameras that the coordinator wants. {@link DeviceCameras} are the cameras of a
 * device, each a {@code ConfiguredCamera}: what its file says, and what it runs. A {@link
 * CameraSettingsHandler} checks orders, stores what it applies, applies it while the frame loops go
 * on, and reports.
 */
@NullMarked
package io.vedette.edge.settings;

import org.jspecify.annotations.NullMarked;
