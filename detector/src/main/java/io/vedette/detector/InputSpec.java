package io.vedette.detector;

import java.util.List;

/**
 * What a detector's graph takes: one float tensor {@code [batch, 3, height, width]} with {@code
 * value = (pixel * scale - mean[c]) / std[c]}, pixel 0 to 255, c in colour order.
 *
 * @param name the graph input's name
 * @param width pixels
 * @param height pixels
 * @param colorOrder which channel comes first
 * @param scale 1 or 1/255
 * @param mean per channel, after scaling
 * @param std per channel
 * @param fit how a picture of another shape is fitted in
 * @param padValue grey of letterbox borders, 0 to 255
 */
public record InputSpec(
    String name,
    int width,
    int height,
    ColorOrder colorOrder,
    float scale,
    List<Float> mean,
    List<Float> std,
    Fit fit,
    int padValue) {

  public InputSpec {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3) {
      throw new IllegalArgumentException("mean and std need three values each");
    }
  }

  /** Channel order of the tensor. */
  public enum ColorOrder {
    RGB,
    BGR
  }

  /** How a picture is fitted into the input. */
  public enum Fit {
    /** Keeps the aspect ratio; borders on both sides. */
    LETTERBOX_CENTER,
    /** Keeps the aspect ratio; borders right and below. */
    LETTERBOX_TOP_LEFT,
    /** Fills the input; the aspect ratio is lost. */
    STRETCH
  }

  /** What detectors built here take: RGB / 255, letterbox in the middle, pad 114. */
  public static InputSpec standard(String name, int width, int height) {
    List<Float> zero = List.of(0f, 0f, 0f);
    List<Float> one = List.of(1f, 1f, 1f);
    return new InputSpec(
        name, width, height, ColorOrder.RGB, 1f / 255, zero, one, Fit.LETTERBOX_CENTER, 114);
  }

  /** The same input at another size. */
  public InputSpec sized(int otherWidth, int otherHeight) {
    return new InputSpec(
        name, otherWidth, otherHeight, colorOrder, scale, mean, std, fit, padValue);
  }
}
