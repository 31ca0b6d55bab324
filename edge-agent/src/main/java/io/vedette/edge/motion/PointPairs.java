package io.vedette.edge.motion;

/**
 * Points of one picture and where they lie in another, pixels.
 *
 * @param from x and y in turns
 * @param to likewise
 * @param count of pairs
 */
record PointPairs(float[] from, float[] to, int count) {

  /** Even places deviate by 0.29 of the picture's side. */
  private static final double LEAST_SPREAD = 0.15;

  /** Those whose second point is known. */
  static PointPairs known(float[] from, float[] to) {
    float[] keptFrom = new float[from.length];
    float[] keptTo = new float[to.length];
    int kept = 0;
    for (int i = 0; i < from.length; i += 2) {
      if (!Float.isNaN(to[i])) {
        keptFrom[2 * kept] = from[i];
        keptFrom[2 * kept + 1] = from[i + 1];
        keptTo[2 * kept] = to[i];
        keptTo[2 * kept + 1] = to[i + 1];
        kept++;
      }
    }
    return new PointPairs(keptFrom, keptTo, kept);
  }

  /** How far a transform misses a pair's second point, pixels, squared. */
  double miss(int pair, PlaneTransform transform) {
    double x = from[2 * pair];
    double y = from[2 * pair + 1];
    double dx = transform.x(x, y) - to[2 * pair];
    double dy = transform.y(x, y) - to[2 * pair + 1];
    return dx * dx + dy * dy;
  }

  /** The pairs that a transform misses by less than a distance. */
  boolean[] within(double distance, PlaneTransform transform) {
    boolean[] near = new boolean[count];
    for (int i = 0; i < count; i++) {
      near[i] = miss(i, transform) <= distance * distance;
    }
    return near;
  }

  /**
   * Whether the pairs that agree with a transform lie all over the picture, and not only on one
   * thing in it: their places deviate by half of what even places would, each way.
   */
  boolean isSpread(PlaneTransform transform, int width, int height) {
    boolean[] near = within(RobustFit.NEAR, transform);
    return deviation(near, 0) >= LEAST_SPREAD * width
        && deviation(near, 1) >= LEAST_SPREAD * height;
  }

  private double deviation(boolean[] chosen, int axis) {
    double n = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      if (chosen[i]) {
        double place = from[2 * i + axis];
        n++;
        sum += place;
        squares += place * place;
      }
    }
    return Math.sqrt(Math.max(0, squares / n - sum * sum / n / n));
  }

  static int count(boolean[] chosen) {
    int sum = 0;
    for (boolean one : chosen) {
      sum += one ? 1 : 0;
    }
    return sum;
  }
}
