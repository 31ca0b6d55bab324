/**
 * Where on the ground a pixel lies: {@link GeoPoint}s on the WGS84 ellipsoid, a {@link Lens}, a
 * {@link CameraPose} with its {@link PoseErrors}, a {@link Terrain}, and {@link GroundLocator} that
 * joins them. Pure. Angles in degrees, lengths in metres.
 */
@NullMarked
package io.vedette.edge.place;

import org.jspecify.annotations.NullMarked;
