package io.vedette.edge.fusion;

import io.vedette.detector.Box;

/**
 * How a box moves.
 *
 * @param x pixels per millisecond
 * @param y pixels per millisecond
 */
record BoxMotion(float x, float y) {

  static final BoxMotion NONE = new BoxMotion(0, 0);

  /** From one box to another. */
  static BoxMotion between(Box from, Box to, long millis) {
    float passed = Math.max(1, millis);
    return new BoxMotion(
        (to.centerX() - from.centerX()) / passed, (to.centerY() - from.centerY()) / passed);
  }

  Box move(Box box, long millis) {
    return box.shift(x * millis, y * millis);
  }

  /** A share of the way from this to another, 0 to 1. */
  BoxMotion towards(BoxMotion other, float share) {
    return new BoxMotion(x + share * (other.x - x), y + share * (other.y - y));
  }
}
