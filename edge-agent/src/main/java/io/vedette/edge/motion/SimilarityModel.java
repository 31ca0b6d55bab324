package io.vedette.edge.motion;

import org.jspecify.annotations.Nullable;

/**
 * Shift, rotation and zoom: what a camera does that turns, or looks straight down on flat ground.
 * The least squares have a closed form (B. K. P. Horn, "Closed-form solution of absolute
 * orientation", JOSA A 1987, here in the plane).
 */
final class SimilarityModel implements TransformModel {

  private static final double LEAST_SPREAD = 1;

  @Override
  public @Nullable PlaneTransform fit(PointPairs pairs, boolean[] chosen) {
    double n = 0;
    double x = 0;
    double y = 0;
    double u = 0;
    double v = 0;
    for (int i = 0; i < pairs.count(); i++) {
      if (chosen[i]) {
        n++;
        x += pairs.from()[2 * i];
        y += pairs.from()[2 * i + 1];
        u += pairs.to()[2 * i];
        v += pairs.to()[2 * i + 1];
      }
    }
    if (n < 2) {
      return null;
    }
    x /= n;
    y /= n;
    u /= n;
    v /= n;
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < pairs.count(); i++) {
      if (chosen[i]) {
        double dx = pairs.from()[2 * i] - x;
        double dy = pairs.from()[2 * i + 1] - y;
        double du = pairs.to()[2 * i] - u;
        double dv = pairs.to()[2 * i + 1] - v;
        along += dx * du + dy * dv;
        across += dx * dv - dy * du;
        spread += dx * dx + dy * dy;
      }
    }
    if (spread < LEAST_SPREAD) {
      return null;
    }
    double a = along / spread;
    double b = across / spread;
    return new PlaneTransform(a, -b, u - a * x + b * y, b, a, v - b * x - a * y, 0, 0);
  }
}
