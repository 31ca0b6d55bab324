/**
 * What of a camera's picture is of interest: a {@link View} has masks and zones, which are {@link
 * io.vedette.wire.camera.Polygon}s, and a {@link io.vedette.wire.camera.LabelRule} by label. They
 * are relative to the picture, so that they stay right when its resolution changes.
 *
 * <p>A {@link Region} is a rectangle of one frame, in pixels. A {@link GreyGrid} is a picture in 24
 * x 24 cells, for motion and novelty.
 */
@NullMarked
package io.vedette.edge.view;

import org.jspecify.annotations.NullMarked;
