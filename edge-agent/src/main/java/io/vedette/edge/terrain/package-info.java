/** Heights of the ground from files: {@link TerrainFiles} reads SRTM (.hgt) and GeoTIFF. */
@NullMarked
package io.vedette.edge.terrain;

import org.jspecify.annotations.NullMarked;
