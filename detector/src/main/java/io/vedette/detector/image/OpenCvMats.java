package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.vedette.detector.Picture;
import io.vedette.detector.image.header.Orientation;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** OpenCV's matrices to and from pictures. Every matrix given out belongs to the caller. */
final class OpenCvMats {

  static {
    OpenCv.ready();
  }

  private OpenCvMats() {}

  /** One row of bytes, for an encoded picture. */
  static Mat of(byte[] encoded) {
    Mat mat = new Mat(1, encoded.length, CV_8UC1);
    mat.data().put(encoded);
    return mat;
  }

  static Mat of(Picture picture) {
    Mat mat = new Mat(picture.height(), picture.width(), CV_8UC3);
    put(picture, mat);
    return mat;
  }

  /** Copies the pixels into a matrix of the picture's size. */
  static void put(Picture picture, Mat mat) {
    mat.data().put(picture.bgr());
  }

  /**
   * Copies the rows that a bilinear resize to a height reads, two for each row of the result; of a
   * large picture that saves a third of the way through memory or more.
   *
   * @param top the picture's row that is the first of the matrix
   */
  static void putRowsFor(int height, Picture picture, int top, Mat mat) {
    BytePointer to = mat.data();
    int row = 3 * picture.width();
    double scale = (double) mat.rows() / height;
    int done = 0;
    for (int y = 0; y < height; y++) {
      int first = (int) Math.floor((y + 0.5) * scale - 0.5);
      int from = Math.max(done, first);
      int until = Math.min(Math.max(first, 0) + 2, mat.rows());
      if (until > from) {
        to.position((long) from * row).put(picture.bgr(), (top + from) * row, (until - from) * row);
        done = until;
      }
    }
  }

  /** A matrix whose values are still open. */
  static Mat sized(int rows, int columns, int type) {
    return new Mat(rows, columns, type);
  }

  /** The matrix's own memory; not to be used after the matrix is closed. */
  static ByteBuffer bytes(Mat mat) {
    return mat.data().capacity(mat.total() * mat.elemSize()).asByteBuffer();
  }

  /** Gives all channels of all elements one value. */
  static void fill(Mat mat, double value) {
    try (Scalar all = Scalar.all(value);
        Mat one = new Mat(all)) {
      mat.setTo(one);
    }
  }

  static Picture toPicture(Mat mat) {
    byte[] bgr = new byte[mat.rows() * mat.cols() * 3];
    mat.data().get(bgr);
    return new Picture(mat.cols(), mat.rows(), bgr);
  }

  /** The picture as it is shown: exchanged rows and columns first, then flipped. */
  static Picture turned(Mat stored, Orientation orientation) {
    try (Mat turned = new Mat()) {
      if (orientation.transposes()) {
        opencv_core.transpose(stored, turned);
      } else {
        stored.copyTo(turned);
      }
      if (orientation.flipsX()) {
        opencv_core.flip(turned, turned, 1);
      }
      if (orientation.flipsY()) {
        opencv_core.flip(turned, turned, 0);
      }
      return toPicture(turned);
    }
  }

  static Mat resized(Mat source, int width, int height) {
    Mat target = new Mat();
    try (Size size = new Size(width, height)) {
      opencv_imgproc.resize(source, target, size, 0, 0, opencv_imgproc.INTER_LINEAR);
    }
    return target;
  }
}
