package io.vedette.detector.image;

import java.util.function.IntToDoubleFunction;

/**
 * Maps the numbers of a deep picture, 16 bits or floating point, to 0 to 255: linear, {@code low}
 * becomes 0 and {@code high} 255, what lies outside is clipped. Where {@code low} is above {@code
 * high} the picture is inverted.
 *
 * <p>Two rules find the range of a picture. Grey ones are mostly thermal, depth or X-ray pictures,
 * whose numbers fill a small part of 16 bits: they go from their own minimum to their maximum.
 * Colour keeps its black and its balance: it goes from 0 to the end of the smallest usual range
 * that holds its largest number (8, 10, 12, 14 or 16 bits; 0 to 1 for floating point), or to the
 * largest number where none does. A stream must not flicker: it brings a range of its own that
 * moves slowly.
 */
public record DepthScaling(double low, double high) {

  private static final int TOP = 255;

  /** Ends of the ranges that cameras and programs use; the first is of floating point only. */
  private static final double[] USUAL = {1, 255, 1023, 4095, 16_383, 65_535};

  /**
   * The range of a grey picture.
   *
   * @param samples its numbers by index; those that are not finite do not count
   * @param count how many there are
   */
  public static DepthScaling ofGrey(IntToDoubleFunction samples, int count) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double value = samples.applyAsDouble(i);
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low > high ? new DepthScaling(0, 0) : new DepthScaling(low, high);
  }

  /**
   * The range of a colour picture, one for all channels.
   *
   * @param samples the numbers of all channels
   * @param floating whether they may be shares of 1
   */
  public static DepthScaling ofColour(IntToDoubleFunction samples, int count, boolean floating) {
    double largest = ofGrey(samples, count).high;
    for (int i = floating ? 0 : 1; i < USUAL.length; i++) {
      if (largest <= USUAL[i]) {
        return new DepthScaling(0, USUAL[i]);
      }
    }
    return new DepthScaling(0, largest);
  }

  /** The same with dark and bright exchanged. */
  public DepthScaling inverted() {
    return new DepthScaling(high, low);
  }

  /** The brightness of a number, 0 to 255; 0 for what is no number, and where all are the same. */
  public int apply(double value) {
    if (low == high || Double.isNaN(value)) {
      return 0;
    }
    double share = (value - low) / (high - low);
    return (int) Math.rint(TOP * Math.min(Math.max(share, 0), 1));
  }
}
