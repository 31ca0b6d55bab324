package io.vedette.scenario;

import io.vedette.detector.Picture;
import java.util.random.RandomGenerator;

/**
 * A camera over a board with green solder mask, lit from behind by an ageing lamp: copper is brown
 * and opaque, the ground glows green; light is dim and falls off to the sides; optics blur, the
 * sensor adds noise.
 *
 * @param ground colour in full light, blue green red, 0 to 255
 * @param metal colour in full light, blue green red, 0 to 255
 * @param blur radius of each of two box filters, pixels
 * @param noise standard deviation, grey levels
 * @param lampX where the light is brightest, share of the width
 * @param lampY where the light is brightest, share of the height
 * @param dim share of light in the brightest place
 * @param falloff share of it that is lost one picture width away
 */
record BacklitAppearance(
    int[] ground,
    int[] metal,
    int blur,
    double noise,
    double lampX,
    double lampY,
    double dim,
    double falloff)
    implements Appearance {
  private static final int NOISE_TABLE = 1 << 14;
  private static final int FULL_LIGHT = 1 << 10;

  static BacklitAppearance draw(RandomGenerator random) {
    int[] ground = {random.nextInt(155, 200), random.nextInt(205, 240), random.nextInt(160, 205)};
    int[] metal = {random.nextInt(10, 30), random.nextInt(20, 40), random.nextInt(25, 55)};
    return new BacklitAppearance(
        ground,
        metal,
        random.nextInt(1, 3),
        random.nextDouble(7, 13),
        random.nextDouble(0.2, 0.8),
        random.nextDouble(0.2, 0.8),
        random.nextDouble(0.8, 1),
        random.nextDouble(0.15, 0.35));
  }

  @Override
  public Picture picture(
      Copper copper, int left, int width, int height, RandomGenerator noiseSource) {
    int[] cover = Blur.twice(copper.cells(), copper.width, left, width, height, blur);
    byte[] grain = grain(noiseSource);
    int[] colours = colours();
    float[] across = light(width, lampX);
    float[] down = light(height, lampY);
    byte[] bgr = new byte[width * height * 3];
    int at = 0;
    for (int y = 0; y < height; y++) {
      int speck = noiseSource.nextInt(NOISE_TABLE);
      for (int x = 0; x < width; x++) {
        int colour = 3 * cover[y * width + x];
        int light = (int) (FULL_LIGHT * dim * (across[x] + down[y] - 1));
        for (int c = 0; c < 3; c++) {
          int value = colours[colour + c] * light / FULL_LIGHT + grain[speck++ & NOISE_TABLE - 1];
          bgr[at++] = (byte) Math.max(0, Math.min(255, value));
        }
      }
    }
    return new Picture(width, height, bgr);
  }

  /** Blue, green and red in full light for each share of copper, 0 to 255. */
  private int[] colours() {
    int[] colours = new int[256 * 3];
    for (int share = 0; share < 256; share++) {
      for (int c = 0; c < 3; c++) {
        colours[share * 3 + c] = (ground[c] * (255 - share) + metal[c] * share) / 255;
      }
    }
    return colours;
  }

  /** Light along one axis: 1 at the lamp, less by the square of the distance. */
  private float[] light(int size, double lamp) {
    float[] light = new float[size];
    for (int i = 0; i < size; i++) {
      double distance = i / (double) size - lamp;
      light[i] = (float) (1 - falloff * distance * distance);
    }
    return light;
  }

  private byte[] grain(RandomGenerator random) {
    byte[] grain = new byte[NOISE_TABLE];
    for (int i = 0; i < NOISE_TABLE; i++) {
      grain[i] = (byte) Math.max(-100, Math.min(100, random.nextGaussian() * noise));
    }
    return grain;
  }
}
