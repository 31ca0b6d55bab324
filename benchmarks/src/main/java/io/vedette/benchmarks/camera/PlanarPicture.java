package io.vedette.benchmarks.camera;

import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.detector.image.PlanarImage;
import io.vedette.detector.image.YuvColors;
import io.vedette.detector.image.YuvPlanes;
import java.util.function.Consumer;

/**
 * A picture as a video codec would give it: brightness, and colour differences of half its width
 * and height, in the colours of ITU-R BT.601 and its limited range.
 */
final class PlanarPicture implements PlanarImage {

  private final int width;
  private final int height;
  private final byte[] luma;
  private final byte[] blue;
  private final byte[] red;

  /** The last row and column of odd sides are left out. */
  PlanarPicture(Picture of) {
    this.width = of.width() & ~1;
    this.height = of.height() & ~1;
    this.luma = new byte[width * height];
    this.blue = new byte[width * height / 4];
    this.red = new byte[width * height / 4];
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x += 2) {
        double b = 0;
        double g = 0;
        double r = 0;
        for (int i = 0; i < 4; i++) {
          int column = x + i % 2;
          int row = y + i / 2;
          int at = 3 * (row * of.width() + column);
          int oneBlue = of.bgr()[at] & 0xff;
          int oneGreen = of.bgr()[at + 1] & 0xff;
          int oneRed = of.bgr()[at + 2] & 0xff;
          luma[row * width + column] =
              rounded(16 + (65.481 * oneRed + 128.553 * oneGreen + 24.966 * oneBlue) / 255);
          b += oneBlue / 4.0;
          g += oneGreen / 4.0;
          r += oneRed / 4.0;
        }
        int at = y / 2 * (width / 2) + x / 2;
        blue[at] = rounded(128 + (-37.797 * r - 74.203 * g + 112 * b) / 255);
        red[at] = rounded(128 + (112 * r - 93.786 * g - 18.214 * b) / 255);
      }
    }
  }

  private static byte rounded(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  /** Each pixel with the colours of its four. */
  @Override
  public Picture picture() {
    byte[] bgr = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double bright = 255 / 219.0 * ((luma[y * width + x] & 0xff) - 16);
        int at = y / 2 * (width / 2) + x / 2;
        double b = 255 / 224.0 * ((blue[at] & 0xff) - 128);
        double r = 255 / 224.0 * ((red[at] & 0xff) - 128);
        int to = 3 * (y * width + x);
        bgr[to] = rounded(bright + 1.772 * b);
        bgr[to + 1] = rounded(bright - 0.344136 * b - 0.714136 * r);
        bgr[to + 2] = rounded(bright + 1.402 * r);
      }
    }
    return new Picture(width, height, bgr);
  }

  @Override
  public void read(Consumer<YuvPlanes> reader) {
    YuvPlanes.lend(width, height, luma, blue, red, YuvColors.BT601, reader);
  }

  @Override
  public Picture small() {
    return picture();
  }

  @Override
  public Picture part(int x, int y, int partWidth, int partHeight) {
    return picture().part(x, y, partWidth, partHeight);
  }

  @Override
  public FrameImage keep() {
    return this;
  }
}
