package io.vedette.edge.motion;

import org.jspecify.annotations.Nullable;

/** The family of transforms that is fitted to pairs of points. */
interface TransformModel {

  /**
   * The transform of least squares for the chosen pairs; null where they do not determine one.
   *
   * @param chosen as many as there are pairs
   */
  @Nullable PlaneTransform fit(PointPairs pairs, boolean[] chosen);
}
