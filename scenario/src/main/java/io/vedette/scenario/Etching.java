package io.vedette.scenario;

import java.util.random.RandomGenerator;

/** The ragged edge that etching and scanning leave: every pixel looks up to one pixel aside. */
final class Etching {
  private static final int TILE = 64;

  private Etching() {}

  static void roughen(Copper copper, RandomGenerator random) {
    int grain = random.nextInt(1, 4);
    int share = random.nextInt(3, 10);
    byte[] tile = new byte[TILE * TILE];
    for (int i = 0; i < tile.length; i++) {
      tile[i] = (byte) (random.nextInt(share) == 0 ? random.nextInt(1, 9) : 0);
    }
    byte[] cells = copper.cells();
    byte[] before = cells.clone();
    int width = copper.width;
    for (int y = 1; y < copper.height - 1; y++) {
      int row = (y / grain % TILE) * TILE;
      for (int x = 1; x < width - 1; x++) {
        int aside = tile[row + x / grain % TILE];
        if (aside != 0) {
          cells[y * width + x] = before[(y + aside / 3 - 1) * width + x + aside % 3 - 1];
        }
      }
    }
  }
}
