package io.vedette.federated.train.example;

import java.util.SplittableRandom;

/** Changes of light, colour and sharpness, in place on blue-green-red bytes. */
public final class Photometry {

  private Photometry() {}

  /**
   * Gain and offset per channel, then a blend with the pixel's own grey.
   *
   * @param gain factor about mid-grey, one per channel
   * @param offset brightness steps added
   * @param saturation 0 grey, 1 as it was
   */
  static void light(byte[] bgr, double[] gain, double offset, double saturation) {
    int[][] table = new int[3][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int value = 0; value < 256; value++) {
        table[channel][value] = (int) Math.rint((value - 128) * gain[channel] + 128 + offset);
      }
    }
    int keep = (int) (saturation * 256);
    for (int i = 0; i < bgr.length; i += 3) {
      int b = table[0][bgr[i] & 0xff];
      int g = table[1][bgr[i + 1] & 0xff];
      int r = table[2][bgr[i + 2] & 0xff];
      int grey = (29 * b + 150 * g + 77 * r) >> 8;
      bgr[i] = clamp(grey + ((b - grey) * keep >> 8));
      bgr[i + 1] = clamp(grey + ((g - grey) * keep >> 8));
      bgr[i + 2] = clamp(grey + ((r - grey) * keep >> 8));
    }
  }

  /** Adds noise of triangular distribution. {@code strength}: standard deviation, steps. */
  static void noise(byte[] bgr, double strength, SplittableRandom random) {
    // the difference of two uniform bytes has a standard deviation of 104.5
    int factor = (int) (strength / 104.5 * 65536);
    for (int i = 0; i < bgr.length; i += 4) {
      long bits = random.nextLong();
      for (int j = i; j < Math.min(i + 4, bgr.length); j++) {
        int difference = (int) (bits & 0xff) - (int) ((bits >> 8) & 0xff);
        bgr[j] = clamp((bgr[j] & 0xff) + (difference * factor >> 16));
        bits >>>= 16;
      }
    }
  }

  /** The mean of every pixel and its neighbours along one direction, then along the other. */
  static void blur(byte[] bgr, int width, int height) {
    byte[] once = new byte[bgr.length];
    average(bgr, once, 3, width, height, width * 3);
    average(once, bgr, width * 3, height, width, 3);
  }

  private static void average(byte[] in, byte[] out, int step, int length, int lines, int next) {
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < length; i++) {
        int at = line * next + i * step;
        int before = i == 0 ? at : at - step;
        int behind = i == length - 1 ? at : at + step;
        for (int c = 0; c < 3; c++) {
          int sum = (in[before + c] & 0xff) + 2 * (in[at + c] & 0xff) + (in[behind + c] & 0xff);
          out[at + c] = (byte) ((sum + 2) >> 2);
        }
      }
    }
  }

  private static byte clamp(int value) {
    return (byte) Math.min(Math.max(value, 0), 255);
  }
}
