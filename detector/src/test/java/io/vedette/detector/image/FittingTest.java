package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingTest {

  /** Clouds with an edge in them: neighbours are alike, as in what a camera sees. */
  private static Picture scene(int width, int height) {
    byte[] clouds = new byte[96 * 54 * 3];
    new Random(3).nextBytes(clouds);
    byte[] bgr = Pictures.resize(new Picture(96, 54, clouds), width, height).bgr();
    for (int i = bgr.length / 2; i < bgr.length; i++) {
      bgr[i] = (byte) ~bgr[i];
    }
    return new Picture(width, height, bgr);
  }

  @ParameterizedTest
  @CsvSource({
    "1920, 1080, 352, 352",
    "1920, 1080, 320, 320",
    "1920, 1080, 416, 234",
    "1920, 1080, 640, 360",
    "2560, 1440, 416, 416",
    "1920, 1081, 352, 352",
    "1920, 1080, 1920, 540",
    "1000, 1000, 1200, 1200"
  })
  void aPictureIsShrunkInStripsAsItIsAsAWhole(int width, int height, int toWidth, int toHeight) {
    Picture picture = scene(width, height);
    byte[] whole = Pictures.resize(picture, toWidth, toHeight).bgr();
    try (Fitting fitting = new Fitting(width, height, toWidth, toHeight);
        Mat rows = new Mat()) {
      byte[] strips = OpenCvMats.toPicture(fitting.fit(picture, rows)).bgr();
      int different = 0;
      for (int i = 0; i < whole.length; i++) {
        int steps = Math.abs((whole[i] & 255) - (strips[i] & 255));
        assertThat(steps).as("value %d", i).isLessThanOrEqualTo(1);
        different += steps;
      }
      assertThat(different / (double) whole.length).isLessThan(0.02);
    }
  }
}
