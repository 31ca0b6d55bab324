package io.vedette.detector.image;

/**
 * How brightness and two colour differences of 8 bits become red, green and blue.
 *
 * @param red share of red in the brightness, as the standard has it: BT.601 0.299, BT.709 0.2126
 * @param blue share of blue: BT.601 0.114, BT.709 0.0722
 * @param fullRange whether brightness uses 0 to 255, and not 16 to 235
 */
public record YuvColors(double red, double blue, boolean fullRange) {

  /** What codecs mean that say nothing (ITU-R BT.601). */
  public static final YuvColors BT601 = new YuvColors(0.299, 0.114, false);

  private static final double SHADES = 255;
  private static final double BRIGHTNESS_SHADES = 219;
  private static final double DIFFERENCE_SHADES = 224;
  private static final double BLACK = 16;

  /** What one step of brightness adds to each colour. */
  double brightness() {
    return fullRange ? 1 : SHADES / BRIGHTNESS_SHADES;
  }

  /** The brightness of black. */
  double black() {
    return fullRange ? 0 : BLACK;
  }

  private double difference() {
    return fullRange ? 1 : SHADES / DIFFERENCE_SHADES;
  }

  /** What one step of the blue difference adds to blue. */
  double blueByBlue() {
    return 2 * (1 - blue) * difference();
  }

  /** What one step of the red difference adds to red. */
  double redByRed() {
    return 2 * (1 - red) * difference();
  }

  /** What one step of the blue difference takes from green. */
  double greenByBlue() {
    return blueByBlue() * blue / (1 - red - blue);
  }

  /** What one step of the red difference takes from green. */
  double greenByRed() {
    return redByRed() * red / (1 - red - blue);
  }
}
