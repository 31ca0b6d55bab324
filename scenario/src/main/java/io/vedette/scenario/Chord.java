package io.vedette.scenario;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The shortest straight way across a strip of one kind through a point: across a trace where the
 * point is copper, across a gap where it is ground.
 *
 * @param x middle, pixels
 * @param y middle, pixels
 * @param dx direction across, unit vector
 * @param dy direction across, unit vector
 * @param length pixels
 */
record Chord(double x, double y, double dx, double dy, int length) {
  private static final int DIRECTIONS = 12;

  /** The narrowest way across at a random point of the given kind; null if none is that narrow. */
  static @Nullable Chord find(Copper copper, boolean metal, int longest, RandomGenerator random) {
    int x = random.nextInt(copper.width);
    int y = random.nextInt(copper.height);
    if (copper.at(x, y) != metal) {
      return null;
    }
    Chord best = null;
    for (int i = 0; i < DIRECTIONS; i++) {
      double angle = Math.PI * i / DIRECTIONS;
      double dx = Math.cos(angle);
      double dy = Math.sin(angle);
      int limit = best == null ? longest : best.length;
      int ahead = copper.run(x, y, dx, dy, metal, limit);
      if (ahead < 0) {
        continue;
      }
      int behind = copper.run(x, y, -dx, -dy, metal, limit - ahead);
      if (behind >= 0) {
        double shift = (ahead - behind) / 2.0;
        best = new Chord(x + dx * shift, y + dy * shift, dx, dy, ahead + behind);
      }
    }
    return best;
  }

  /** Whether the strip goes on to both sides of the chord for so many pixels. */
  boolean isStrip(Copper copper, boolean metal, int reach) {
    int left = copper.run(x, y, -dy, dx, metal, reach);
    int right = copper.run(x, y, dy, -dx, metal, reach);
    return left < 0 && right < 0;
  }
}
