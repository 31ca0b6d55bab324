package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8S;

import io.vedette.detector.image.header.StoredSamples;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures of more than 8 bits as ones of 8 bits. */
final class DeepPixels {

  private DeepPixels() {}

  /** Blue, green and red of every pixel, scaled by {@link DepthScaling}. */
  static byte[] bgr(Mat deep, StoredSamples stored) {
    int pixels = deep.rows() * deep.cols();
    int channels = deep.channels();
    IntToDoubleFunction samples = samples(deep);
    byte[] bgr = new byte[3 * pixels];
    if (stored.grey()) {
      // grey with transparency is decoded as three equal channels
      IntToDoubleFunction grey = i -> samples.applyAsDouble(i * channels);
      DepthScaling own = DepthScaling.ofGrey(grey, pixels);
      DepthScaling scaling = stored.whiteIsZero() ? own.inverted() : own;
      for (int i = 0; i < pixels; i++) {
        byte value = (byte) scaling.apply(grey.applyAsDouble(i));
        bgr[3 * i] = value;
        bgr[3 * i + 1] = value;
        bgr[3 * i + 2] = value;
      }
    } else {
      boolean floating = deep.depth() == CV_32F || deep.depth() == CV_64F;
      DepthScaling scaling = DepthScaling.ofColour(samples, bgr.length, floating);
      for (int i = 0; i < bgr.length; i++) {
        bgr[i] = (byte) scaling.apply(samples.applyAsDouble(i));
      }
    }
    return bgr;
  }

  private static IntToDoubleFunction samples(Mat mat) {
    return switch (mat.depth()) {
      case CV_8S -> {
        ByteBuffer values = mat.createBuffer();
        yield values::get;
      }
      case CV_16U -> {
        ShortBuffer values = mat.createBuffer();
        yield i -> Short.toUnsignedInt(values.get(i));
      }
      case CV_16S -> {
        ShortBuffer values = mat.createBuffer();
        yield values::get;
      }
      case CV_32S -> {
        IntBuffer values = mat.createBuffer();
        yield values::get;
      }
      case CV_32F -> {
        FloatBuffer values = mat.createBuffer();
        yield values::get;
      }
      case CV_64F -> {
        DoubleBuffer values = mat.createBuffer();
        yield values::get;
      }
      default -> throw new IllegalArgumentException("depth " + mat.depth());
    };
  }
}
