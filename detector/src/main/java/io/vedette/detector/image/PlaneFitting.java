package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import io.vedette.detector.Picture;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Brings decoded frames to one size and to blue, green and red. Each plane is resized by itself,
 * bilinear, and colours are computed at the small size: as both are linear, the order makes no
 * difference beyond rounding. For one thread.
 */
public final class PlaneFitting implements AutoCloseable {

  static {
    OpenCv.ready();
  }

  /** The colour difference of grey. */
  private static final double GREY = 128;

  private final int width;
  private final int height;
  private final Size size;
  private final Mat luma = new Mat();
  private final Mat blueDifference = new Mat();
  private final Mat redDifference = new Mat();
  private final Mat bothDifferences = new Mat();

  private final Mat greenDifference = new Mat();
  private final Mat blue = new Mat();
  private final Mat green = new Mat();
  private final Mat red = new Mat();

  /** The same three matrices. */
  private final MatVector colors;

  private final Mat merged = new Mat();

  /** Pixels that it makes. */
  public PlaneFitting(int width, int height) {
    this.width = width;
    this.height = height;
    this.size = new Size(width, height);
    for (Mat mat : new Mat[] {luma, blueDifference, redDifference, blue, green, red}) {
      mat.create(height, width, CV_8UC1);
    }
    greenDifference.create(height, width, CV_8UC1);
    bothDifferences.create(height, width, CV_8UC2);
    merged.create(height, width, CV_8UC3);
    colors = new MatVector(blue, green, red);
  }

  /** Takes in a frame; {@link #planes} and {@link #pixels} are of it until the next one. */
  void fit(YuvPlanes planes) {
    resize(planes.luma(), CV_8UC1, luma);
    if (planes.isInterleaved()) {
      resize(planes.blue(), CV_8UC2, bothDifferences);
      opencv_core.extractChannel(bothDifferences, blueDifference, planes.redFirst() ? 1 : 0);
      opencv_core.extractChannel(bothDifferences, redDifference, planes.redFirst() ? 0 : 1);
    } else {
      resize(planes.blue(), CV_8UC1, blueDifference);
      resize(planes.red(), CV_8UC1, redDifference);
    }
    convert(planes.colors());
  }

  private void resize(YuvPlanes.Plane plane, int type, Mat to) {
    try (Mat from = new Mat(plane.height(), plane.width(), type, plane.data(), plane.stride())) {
      opencv_imgproc.resize(from, to, size, 0, 0, INTER_LINEAR);
    }
  }

  /** {@code color = y (Y - black) + k (difference - 128)}, rounded and cut to 0 to 255. */
  private void convert(YuvColors by) {
    double y = by.brightness();
    double black = -y * by.black();
    add(luma, y, blueDifference, by.blueByBlue(), black - GREY * by.blueByBlue(), blue);
    add(luma, y, redDifference, by.redByRed(), black - GREY * by.redByRed(), red);
    // Both differences take from green: their weighted mean first, which fits into 8 bits.
    double sum = by.greenByBlue() + by.greenByRed();
    add(
        blueDifference,
        by.greenByBlue() / sum,
        redDifference,
        by.greenByRed() / sum,
        0,
        greenDifference);
    add(luma, y, greenDifference, -sum, black + GREY * sum, green);
  }

  private static void add(Mat a, double byA, Mat b, double byB, double more, Mat to) {
    opencv_core.addWeighted(a, byA, b, byB, more, to);
  }

  /** Blue, green and red of the frame that was taken in last: a matrix each, 8 bits. */
  Mat[] planes() {
    return new Mat[] {blue, green, red};
  }

  /** The same with the colours of a pixel side by side. */
  Mat pixels() {
    opencv_core.merge(colors, merged);
    return merged;
  }

  /** A frame at this size. */
  public Picture picture(YuvPlanes planes) {
    fit(planes);
    return OpenCvMats.toPicture(pixels());
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  @Override
  public void close() {
    colors.close();
    for (Mat mat :
        new Mat[] {
          luma, blueDifference, redDifference, bothDifferences, greenDifference, blue, green, red
        }) {
      mat.close();
    }
    merged.close();
    size.close();
  }
}
