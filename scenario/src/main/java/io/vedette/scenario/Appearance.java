package io.vedette.scenario;

import io.vedette.detector.Picture;
import java.util.random.RandomGenerator;

/** Takes a picture of a part of a board. */
interface Appearance {

  /** The appearance under a condition, for one board. */
  static Appearance of(Condition condition, RandomGenerator random) {
    return switch (condition) {
      case NORMAL -> new ScannerAppearance();
      case CHANGED -> BacklitAppearance.draw(random);
    };
  }

  /**
   * @param left first column of the board in the picture, pixels
   * @param width pixels
   * @param height pixels
   * @param noise the camera's noise in this one picture
   */
  Picture picture(Copper copper, int left, int width, int height, RandomGenerator noise);
}
