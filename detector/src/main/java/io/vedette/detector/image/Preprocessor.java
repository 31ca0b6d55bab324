package io.vedette.detector.image;

import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Turns a picture into a detector's input tensor {@code [3, height, width]}. */
public final class Preprocessor {

  private Preprocessor() {}

  /** Number of floats that one picture fills. */
  public static int size(InputSpec input) {
    return 3 * input.width() * input.height();
  }

  /**
   * Fits the picture into the input and writes its planes at the buffer's position, which moves
   * behind them.
   *
   * @return where the picture lies in the input
   */
  public static Letterbox fill(Picture picture, InputSpec input, FloatBuffer at) {
    Letterbox letterbox = Letterbox.of(picture.width(), picture.height(), input);
    byte[] pixels = Pictures.resize(picture, letterbox.width(), letterbox.height()).bgr();
    float[] plane = new float[input.width() * input.height()];
    for (int channel = 0; channel < 3; channel++) {
      int source = input.colorOrder() == InputSpec.ColorOrder.BGR ? channel : 2 - channel;
      float[] values = values(input, channel);
      Arrays.fill(plane, values[input.padValue()]);
      for (int y = 0; y < letterbox.height(); y++) {
        int from = y * letterbox.width() * 3 + source;
        int to = (y + letterbox.top()) * input.width() + letterbox.left();
        for (int x = 0; x < letterbox.width(); x++) {
          plane[to + x] = values[pixels[from + 3 * x] & 0xff];
        }
      }
      at.put(plane);
    }
    return letterbox;
  }

  /** What each of the 256 brightness steps becomes in one channel. */
  private static float[] values(InputSpec input, int channel) {
    float[] values = new float[256];
    float mean = input.mean().get(channel);
    float std = input.std().get(channel);
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = (pixel * input.scale() - mean) / std;
    }
    return values;
  }
}
