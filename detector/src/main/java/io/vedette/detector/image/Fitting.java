package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import io.vedette.detector.Picture;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How pictures of one size are brought to another, bilinear. A large picture that shrinks is taken
 * in strips: the rows of one are copied out of Java's memory and shrunk while they lie in the
 * processor's cache, so that a picture passes through memory once and not three times.
 *
 * <p>Strips begin where rows of both sizes begin, so each is shrunk as if the others were there. In
 * fractions of a row OpenCV counts with fewer digits the further down a row lies: against a resize
 * of the whole, one value in a hundred differs by one brightness step.
 */
final class Fitting implements AutoCloseable {

  /** What a strip may have: about what one core's own cache holds. */
  private static final int STRIP_BYTES = 800_000;

  /** Pictures are taken as a whole that a cache holds anyhow. */
  private static final int LARGE_BYTES = 2_000_000;

  private final int width;
  private final int rows;
  private final boolean same;
  private final Mat fitted;
  private final Size size;

  /** The strips of {@link #fitted}, from the top down. */
  private final Mat[] strips;

  /**
   * @param width of the pictures, pixels
   * @param height of the pictures, pixels
   */
  Fitting(int width, int height, int toWidth, int toHeight) {
    int count = strips(width, height, toHeight);
    this.width = width;
    this.rows = height / count;
    this.same = width == toWidth && height == toHeight;
    this.fitted = OpenCvMats.sized(toHeight, toWidth, CV_8UC3);
    this.size = new Size(toWidth, toHeight / count);
    this.strips = new Mat[count];
    for (int i = 0; i < count; i++) {
      strips[i] = fitted.rowRange(i * size.height(), (i + 1) * size.height());
    }
  }

  /** The fewest strips that are small enough and end at whole rows, else the most that do. */
  private static int strips(int width, int height, int toHeight) {
    long bytes = 3L * width * height;
    if (bytes < LARGE_BYTES || toHeight > height) {
      return 1;
    }
    int most = 1;
    for (int count = 1; count <= toHeight; count++) {
      if (height % count == 0 && toHeight % count == 0) {
        most = count;
        if (bytes / count <= STRIP_BYTES) {
          break;
        }
      }
    }
    return most;
  }

  /**
   * Brings a picture to the size.
   *
   * @param room for its rows, of whatever size it was; may serve others in turn
   * @return the same matrix each time
   */
  Mat fit(Picture picture, Mat room) {
    if (same) {
      OpenCvMats.put(picture, fitted);
      return fitted;
    }
    room.create(rows, width, CV_8UC3);
    for (int i = 0; i < strips.length; i++) {
      OpenCvMats.putRowsFor(size.height(), picture, i * rows, room);
      opencv_imgproc.resize(room, strips[i], size, 0, 0, INTER_LINEAR);
    }
    return fitted;
  }

  @Override
  public void close() {
    for (Mat strip : strips) {
      strip.close();
    }
    size.close();
    fitted.close();
  }
}
