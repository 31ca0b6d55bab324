package io.vedette.edge.place;

import java.util.OptionalDouble;

/** How high the ground is. */
public interface Terrain {

  /**
   * Height of the ground at a place, metres above the level of this terrain's heights; empty where
   * it is not known.
   */
  OptionalDouble height(GeoPoint at);

  /** Distance within which the ground may not be taken as flat, metres; infinite where it is. */
  double resolution();

  /** Ground of the same height everywhere, metres. */
  static Terrain flat(double height) {
    return new Terrain() {
      @Override
      public OptionalDouble height(GeoPoint at) {
        return OptionalDouble.of(height);
      }

      @Override
      public double resolution() {
        return Double.POSITIVE_INFINITY;
      }
    };
  }
}
