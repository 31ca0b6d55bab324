package io.vedette.edge.camera;

import java.util.Arrays;

/**
 * The values of deep grey pictures that are shown as black and as white. They follow the pictures
 * slowly, so that nothing flickers: single pixels do not count, a single picture hardly counts, and
 * lasting changes are followed over some seconds.
 */
final class GreyRange {

  /** Share of darkest and of brightest pixels that are ignored; at least one. */
  private static final double CUT = 0.001;

  /** The median of so many pictures is followed. */
  private static final int PICTURES = 5;

  /** Time constant, milliseconds. */
  private static final double SLOWNESS_MILLIS = 2_000;

  /** Largest share of a change that one picture can move it. */
  private static final double MAX_STEP = 0.1;

  /** Least range in values: noise on a plain surface is not stretched. */
  private static final int MIN_WIDTH = 32;

  private final double[] lows = new double[PICTURES];
  private final double[] highs = new double[PICTURES];
  private int pictures;
  private double lastMillis;
  private double low;
  private double high;

  /**
   * Takes in a picture.
   *
   * @param counts how many pixels have each value
   * @param millis when it was taken
   */
  void take(int[] counts, double millis) {
    int at = pictures % PICTURES;
    lows[at] = low(counts);
    highs[at] = high(counts);
    pictures++;
    double step =
        pictures == 1
            ? 1
            : Math.min(MAX_STEP, Math.max(0, (millis - lastMillis) / SLOWNESS_MILLIS));
    lastMillis = millis;
    low += step * (middle(lows) - low);
    high += step * (middle(highs) - high);
  }

  private double middle(double[] values) {
    double[] known = Arrays.copyOf(values, Math.min(pictures, PICTURES));
    Arrays.sort(known);
    return known[(known.length - 1) / 2];
  }

  private static int low(int[] counts) {
    long left = cut(counts);
    int value = 0;
    while (value < counts.length - 1 && (left -= counts[value]) >= 0) {
      value++;
    }
    return value;
  }

  private static int high(int[] counts) {
    long left = cut(counts);
    int value = counts.length - 1;
    while (value > 0 && (left -= counts[value]) >= 0) {
      value--;
    }
    return value;
  }

  private static long cut(int[] counts) {
    long pixels = 0;
    for (int count : counts) {
      pixels += count;
    }
    return Math.max(1, (long) (CUT * pixels));
  }

  /** The grey of each value, 0 to 255. */
  byte[] shades(int values) {
    double width = Math.max(MIN_WIDTH, high - low);
    double black = (low + high - width) / 2;
    byte[] shades = new byte[values];
    for (int value = 0; value < values; value++) {
      double grey = Math.round(255 * (value - black) / width);
      shades[value] = (byte) Math.max(0, Math.min(255, grey));
    }
    return shades;
  }
}
