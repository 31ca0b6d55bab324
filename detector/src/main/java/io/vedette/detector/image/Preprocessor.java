package io.vedette.detector.image;

import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import java.nio.FloatBuffer;

/**
 * Turns a picture into a detector's input tensor of floats, once; who does it again and again keeps
 * a {@link PictureTensor}.
 */
public final class Preprocessor {

  private Preprocessor() {}

  /** Number of floats that one picture fills. */
  public static int size(InputSpec input) {
    return input.channels() * input.width() * input.height();
  }

  /**
   * Fits the picture into the input and writes its values, in the input's layout, at the buffer's
   * position, which moves behind them.
   *
   * @return where the picture lies in the input
   */
  public static Letterbox fill(Picture picture, InputSpec input, FloatBuffer at) {
    try (PictureTensor tensor = new PictureTensor(input, PixelType.FLOAT32, 1)) {
      Letterbox letterbox = tensor.put(0, picture);
      at.put(tensor.bytes().asFloatBuffer());
      return letterbox;
    }
  }
}
