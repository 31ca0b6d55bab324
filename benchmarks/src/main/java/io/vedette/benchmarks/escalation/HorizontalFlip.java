package io.vedette.benchmarks.escalation;

import io.vedette.detector.Picture;

/**
 * A picture flipped left to right: the cheapest change under which a certain answer should stay.
 */
final class HorizontalFlip {

  private HorizontalFlip() {}

  static Picture of(Picture picture) {
    int width = picture.width();
    byte[] from = picture.bgr();
    byte[] to = new byte[from.length];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(from, (y * width + x) * 3, to, (y * width + width - 1 - x) * 3, 3);
      }
    }
    return new Picture(width, picture.height(), to);
  }
}
