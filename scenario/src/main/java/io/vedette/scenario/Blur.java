package io.vedette.scenario;

/** A box filter run twice along both axes: close to a Gaussian, and as fast for any radius. */
final class Blur {
  private Blur() {}

  /**
   * Blurs a window of a mask.
   *
   * @param mask rows of {@code stride} bytes, 0 or 255
   * @return {@code [height * width]}, 0 to 255
   */
  static int[] twice(byte[] mask, int stride, int left, int width, int height, int radius) {
    int[] values = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = mask[y * stride + left + x] & 255;
      }
    }
    int[] other = new int[values.length];
    for (int pass = 0; pass < 2; pass++) {
      // Each call writes its result transposed, so two calls filter both axes.
      rows(values, other, width, height, radius);
      rows(other, values, height, width, radius);
    }
    return values;
  }

  /** Filters along the rows of {@code from}; {@code to} receives the result with axes swapped. */
  private static void rows(int[] from, int[] to, int width, int height, int radius) {
    int window = 2 * radius + 1;
    int scale = (1 << 16) / window + 1;
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int sum = from[row] * radius;
      for (int x = 0; x < radius; x++) {
        sum += from[row + x];
      }
      for (int x = 0; x < width; x++) {
        sum += from[row + Math.min(x + radius, width - 1)];
        to[x * height + y] = sum * scale >> 16;
        sum -= from[row + Math.max(x - radius, 0)];
      }
    }
  }
}
