package io.vedette.detector;

import java.util.List;

/**
 * What a detector's graph takes: one tensor of {@link #shape} with {@code value = (pixel * scale -
 * mean[c]) / std[c]}, pixel 0 to 255, c in colour order. In which kind of number the values are
 * written is the graph's own word.
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
 * @param layout the order of the tensor's dimensions
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
    int padValue,
    Layout layout) {

  private static final List<Float> ZEROS = List.of(0f, 0f, 0f);
  private static final List<Float> ONES = List.of(1f, 1f, 1f);

  /** An input that takes planes, as most do. */
  public InputSpec(
      String name,
      int width,
      int height,
      ColorOrder colorOrder,
      float scale,
      List<Float> mean,
      List<Float> std,
      Fit fit,
      int padValue) {
    this(name, width, height, colorOrder, scale, mean, std, fit, padValue, Layout.NCHW);
  }

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

  /** Order of the tensor's dimensions. */
  public enum Layout {
    /** {@code [batch, 3, height, width]}: a plane for each channel. */
    NCHW,
    /** {@code [batch, height, width, 3]}: pixel by pixel. */
    NHWC
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
    return new InputSpec(
        name, width, height, ColorOrder.RGB, 1f / 255, ZEROS, ONES, Fit.LETTERBOX_CENTER, 114);
  }

  /** The same input at another size. */
  public InputSpec sized(int otherWidth, int otherHeight) {
    return new InputSpec(
        name, otherWidth, otherHeight, colorOrder, scale, mean, std, fit, padValue, layout);
  }

  /** The same input with its dimensions in another order. */
  public InputSpec laidOut(Layout other) {
    return new InputSpec(name, width, height, colorOrder, scale, mean, std, fit, padValue, other);
  }

  /** The same input with values that are the pixels as they are, 0 to 255. */
  public InputSpec plain() {
    return new InputSpec(name, width, height, colorOrder, 1, ZEROS, ONES, fit, padValue, layout);
  }

  /** Whether the values are the pixels as they are. */
  public boolean keepsPixels() {
    return scale == 1 && mean.equals(ZEROS) && std.equals(ONES);
  }

  /** The tensor's dimensions for so many pictures. */
  public long[] shape(int batch) {
    return switch (layout) {
      case NCHW -> new long[] {batch, 3, height, width};
      case NHWC -> new long[] {batch, height, width, 3};
    };
  }
}
