package io.vedette.edge.camera;

import java.util.Arrays;

/**
 * Which values of a stream of deep grey pictures are shown as black and as white. It follows what
 * the pictures hold slowly: pixels that stand alone count for nothing, a picture that stands alone
 * among others for hardly anything, and what stays is followed over some seconds, so that nothing
 * flickers.
 */
final class GreyRange {

  /** The darkest and the brightest pixels that count for nothing, a share of all; one at least. */
  private static final double CUT = 0.001;

  /** The middle of so many pictures is followed, not the newest. */
  private static final int PICTURES = 5;

  /** After so long most of a change has been followed, milliseconds. */
  private static final double SLOWNESS_MILLIS = 2_000;

  /** No picture moves it by more than this share of the way. */
  private static final double MAX_STEP = 0.1;

  /** Values; noise on a plain surface is not stretched from black to white. */
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

  /** For each of so many values its grey, 0 to 255. */
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
