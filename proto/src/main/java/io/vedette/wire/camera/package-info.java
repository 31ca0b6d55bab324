/**
 * Settings of cameras, which coordinator and agent share. A {@link CameraSettings} is what the
 * coordinator wants of a camera: zones and masks are {@link Polygon}s, and a label has a {@link
 * LabelRule}. A {@link CameraOrder} brings it to a device, and a {@link CameraReport} says what the
 * device runs and what it refuses. {@link SourceCredentials} and {@link SourceMask} keep passwords
 * out of all of them.
 */
@NullMarked
package io.vedette.wire.camera;

import org.jspecify.annotations.NullMarked;
