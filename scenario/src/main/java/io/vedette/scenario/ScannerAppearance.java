package io.vedette.scenario;

import io.vedette.detector.Picture;
import java.util.random.RandomGenerator;

/** A thresholded scan as in DeepPCB: black copper, white ground. */
final class ScannerAppearance implements Appearance {

  @Override
  public Picture picture(Copper copper, int left, int width, int height, RandomGenerator noise) {
    byte[] cells = copper.cells();
    byte[] bgr = new byte[width * height * 3];
    int at = 0;
    for (int y = 0; y < height; y++) {
      int row = y * copper.width + left;
      for (int x = 0; x < width; x++) {
        byte value = (byte) ~cells[row + x];
        bgr[at++] = value;
        bgr[at++] = value;
        bgr[at++] = value;
      }
    }
    return new Picture(width, height, bgr);
  }
}
