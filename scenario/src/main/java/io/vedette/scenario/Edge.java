package io.vedette.scenario;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A point where copper ends.
 *
 * @param x pixels
 * @param y pixels
 * @param nx direction into the copper, unit vector
 * @param ny direction into the copper, unit vector
 */
record Edge(double x, double y, double nx, double ny) {
  private static final int SEARCH = 40;
  private static final int RING = 7;

  /** Walks from a random point in a random direction until copper begins or ends. */
  static @Nullable Edge find(Copper copper, RandomGenerator random) {
    int x = random.nextInt(copper.width);
    int y = random.nextInt(copper.height);
    double angle = random.nextDouble(2 * Math.PI);
    double dx = Math.cos(angle);
    double dy = Math.sin(angle);
    int steps = copper.run(x, y, dx, dy, copper.at(x, y), SEARCH);
    return steps < 0 ? null : at(copper, x + dx * steps, y + dy * steps);
  }

  private static @Nullable Edge at(Copper copper, double x, double y) {
    double nx = 0;
    double ny = 0;
    for (int dy = -RING; dy <= RING; dy++) {
      for (int dx = -RING; dx <= RING; dx++) {
        if (copper.at((int) x + dx, (int) y + dy)) {
          nx += dx;
          ny += dy;
        }
      }
    }
    double length = Math.hypot(nx, ny);
    return length < 40 ? null : new Edge(x, y, nx / length, ny / length);
  }

  /** The same edge with its normal turned by an angle, radians. */
  Edge turned(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new Edge(x, y, nx * c - ny * s, nx * s + ny * c);
  }
}
