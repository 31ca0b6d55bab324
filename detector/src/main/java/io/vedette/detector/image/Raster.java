package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;

import io.vedette.detector.Picture;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A picture in native memory that other pictures are drawn onto and whose light can be changed.
 * Blue, green, red, 8 bits each. For one thread.
 */
public final class Raster implements AutoCloseable {

  private static final int STEPS = 256;

  /** OpenCV's hue of 8 bits counts two degrees a step. */
  private static final int HUES = 180;

  private final Mat pixels;
  private final int grey;

  /** A raster of one grey, 0 to 255. */
  public Raster(int width, int height, int grey) {
    this.grey = grey;
    try (Scalar colour = Scalar.all(grey)) {
      this.pixels = new Mat(height, width, CV_8UC3, colour);
    }
  }

  /** A rectangle of the raster, pixels: x1 and y1 inside, x2 and y2 outside. */
  public record Region(int x1, int y1, int x2, int y2) {
    int width() {
      return x2 - x1;
    }

    int height() {
      return y2 - y1;
    }
  }

  public int width() {
    return pixels.cols();
  }

  public int height() {
    return pixels.rows();
  }

  public Region whole() {
    return new Region(0, 0, width(), height());
  }

  /**
   * Draws the part of a picture that falls into a region, bilinear; where the picture does not
   * reach, the region becomes the raster's grey.
   *
   * @param back six numbers a to f: the point (x, y) of the raster shows the point {@code (a·x +
   *     b·y + c, d·x + e·y + f)} of the picture; (0, 0) is the outer corner of the first pixel
   */
  public void draw(Picture picture, double[] back, Region region) {
    if (region.width() <= 0 || region.height() <= 0) {
      return;
    }
    try (Mat source = OpenCvMats.of(picture);
        Rect rectangle = new Rect(region.x1(), region.y1(), region.width(), region.height());
        Mat target = new Mat(pixels, rectangle);
        DoublePointer numbers = new DoublePointer(ofCentres(back, region));
        Mat map = new Mat(2, 3, CV_64F, numbers);
        Size size = new Size(region.width(), region.height());
        Scalar outside = Scalar.all(grey)) {
      int flags = INTER_LINEAR | WARP_INVERSE_MAP;
      opencv_imgproc.warpAffine(source, target, map, size, flags, BORDER_CONSTANT, outside);
    }
  }

  /** The same map between the centres of pixels, which OpenCV counts in whole numbers. */
  private static double[] ofCentres(double[] m, Region region) {
    double x = region.x1() + 0.5;
    double y = region.y1() + 0.5;
    return new double[] {
      m[0], m[1], m[0] * x + m[1] * y + m[2] - 0.5, m[3], m[4], m[3] * x + m[4] * y + m[5] - 0.5
    };
  }

  /** Every channel's distance from mid-grey times its gain, then an offset in brightness steps. */
  public void light(double[] gain, double offset) {
    byte[] table = new byte[3 * STEPS];
    for (int value = 0; value < STEPS; value++) {
      for (int channel = 0; channel < 3; channel++) {
        table[3 * value + channel] = step((value - 128) * gain[channel] + 128 + offset);
      }
    }
    look(table, pixels);
  }

  /** Hue, saturation and brightness, each times its own factor; hue goes round. */
  public void colour(double hue, double saturation, double brightness) {
    byte[] table = new byte[3 * STEPS];
    for (int value = 0; value < STEPS; value++) {
      table[3 * value] = (byte) (Math.floorMod((int) Math.rint(value * hue), HUES));
      table[3 * value + 1] = step(value * saturation);
      table[3 * value + 2] = step(value * brightness);
    }
    try (Mat hsv = new Mat()) {
      opencv_imgproc.cvtColor(pixels, hsv, COLOR_BGR2HSV);
      look(table, hsv);
      opencv_imgproc.cvtColor(hsv, pixels, COLOR_HSV2BGR);
    }
  }

  /** Every pixel mixed with its neighbours. */
  public void blur() {
    try (Size kernel = new Size(3, 3)) {
      opencv_imgproc.GaussianBlur(pixels, pixels, kernel, 0);
    }
  }

  /** A copy of what is on the raster now. */
  public Picture picture() {
    return OpenCvMats.toPicture(pixels);
  }

  private static void look(byte[] table, Mat at) {
    try (Mat lookup = new Mat(1, STEPS, CV_8UC3)) {
      lookup.data().put(table);
      opencv_core.LUT(at, lookup, at);
    }
  }

  private static byte step(double value) {
    return (byte) Math.min(Math.max(Math.rint(value), 0), STEPS - 1);
  }

  @Override
  public void close() {
    pixels.close();
  }
}
