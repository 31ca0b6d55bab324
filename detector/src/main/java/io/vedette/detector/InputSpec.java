package io.vedette.detector;

import java.util.Collections;
import java.util.List;

/**
 * What a detector's graph takes: one tensor of {@link #shape} with {@code value = (pixel * scale -
 * mean[c]) / std[c]}, pixel 0 to 255, c in colour order. In which kind of number the values are
 * written is the graph's own word.
 *
 * @param name the graph input's name
 * @param width pixels
 * @param height pixels
 * @param colorOrder which channels there are, and which comes first
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
    if (mean.size() != colorOrder.channels() || std.size() != colorOrder.channels()) {
      throw new IllegalArgumentException(
          "mean and std need a value for each channel of "
              + colorOrder
              + ", that is "
              + colorOrder.channels());
    }
  }

  /** Channels of the tensor, in order. */
  public enum ColorOrder {
    RGB(3),
    BGR(3),
    /** Brightness alone: 0.299 of red, 0.587 of green, 0.114 of blue. */
    GRAY(1);

    private final int channels;

    ColorOrder(int channels) {
      this.channels = channels;
    }

    /** 1 or 3. */
    public int channels() {
      return channels;
    }
  }

  /** Order of the tensor's dimensions. */
  public enum Layout {
    /** {@code [batch, channels, height, width]}: a plane for each channel. */
    NCHW,
    /** {@code [batch, height, width, channels]}: pixel by pixel. */
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
        name,
        width,
        height,
        ColorOrder.RGB,
        1f / 255,
        each(ColorOrder.RGB, 0),
        each(ColorOrder.RGB, 1),
        Fit.LETTERBOX_CENTER,
        114);
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
    List<Float> zeros = each(colorOrder, 0);
    List<Float> ones = each(colorOrder, 1);
    return new InputSpec(name, width, height, colorOrder, 1, zeros, ones, fit, padValue, layout);
  }

  /** The same input with brightness as its only channel; mean and std are those of the colours. */
  public InputSpec gray() {
    return new InputSpec(
        name,
        width,
        height,
        ColorOrder.GRAY,
        scale,
        List.of(average(mean)),
        List.of(average(std)),
        fit,
        padValue,
        layout);
  }

  private static float average(List<Float> values) {
    return (float) values.stream().mapToDouble(Float::doubleValue).average().orElse(0);
  }

  private static List<Float> each(ColorOrder order, float value) {
    return Collections.nCopies(order.channels(), value);
  }

  /** Whether the values are the pixels as they are. */
  public boolean keepsPixels() {
    return scale == 1 && mean.equals(each(colorOrder, 0)) && std.equals(each(colorOrder, 1));
  }

  /** How many channels there are: 1 or 3. */
  public int channels() {
    return colorOrder.channels();
  }

  /** The tensor's dimensions for so many pictures. */
  public long[] shape(int batch) {
    return switch (layout) {
      case NCHW -> new long[] {batch, channels(), height, width};
      case NHWC -> new long[] {batch, height, width, channels()};
    };
  }
}
