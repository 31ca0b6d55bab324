package io.vedette.scenario;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the connected pieces of copper, or of ground, on a board. */
final class Conductors {
  private Conductors() {}

  /** Pieces of at least so many pixels; copper connects through corners, ground through sides. */
  static int count(Copper copper, boolean metal, int leastPixels) {
    boolean[] seen = new boolean[copper.width * copper.height];
    int pieces = 0;
    for (int at = 0; at < seen.length; at++) {
      if (!seen[at] && copper.at(at % copper.width, at / copper.width) == metal) {
        pieces += flood(copper, metal, at, seen) >= leastPixels ? 1 : 0;
      }
    }
    return pieces;
  }

  private static int flood(Copper copper, boolean metal, int start, boolean[] seen) {
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    seen[start] = true;
    int pixels = 0;
    while (!open.isEmpty()) {
      int at = open.remove();
      pixels++;
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int x = at % copper.width + dx;
          int y = at / copper.width + dy;
          boolean side = dx == 0 || dy == 0;
          if ((side || metal)
              && copper.inside(x, y)
              && copper.at(x, y) == metal
              && !seen[y * copper.width + x]) {
            seen[y * copper.width + x] = true;
            open.add(y * copper.width + x);
          }
        }
      }
    }
    return pixels;
  }
}
