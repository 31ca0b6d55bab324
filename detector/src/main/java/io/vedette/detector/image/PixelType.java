package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.CV_16F;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

/** The kinds of number in which a graph takes a picture's values. */
public enum PixelType {
  FLOAT32(CV_32F, Float.BYTES),
  FLOAT16(CV_16F, Short.BYTES),
  /**
   * Whole numbers 0 to 255, which only a {@link io.vedette.detector.InputSpec#keepsPixels} suits.
   */
  UINT8(CV_8U, Byte.BYTES);

  private final int depth;
  private final int bytes;

  PixelType(int depth, int bytes) {
    this.depth = depth;
    this.bytes = bytes;
  }

  /** OpenCV's word for it. */
  int depth() {
    return depth;
  }

  /** Size of one value. */
  public int bytes() {
    return bytes;
  }
}
