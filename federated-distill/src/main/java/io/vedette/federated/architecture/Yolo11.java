package io.vedette.federated.architecture;

import io.vedette.detector.graph.Graph;
import java.util.List;

/**
 * Detectors of YOLO11's shape at any scale: a backbone of strided convolutions and C3k2 blocks,
 * SPPF and (from nano up) C2PSA at its end, a neck that carries features down and up again, and a
 * decoupled head on strides 8, 16 and 32.
 *
 * @see <a href="https://docs.ultralytics.com/models/yolo11/">YOLO11</a>
 */
public final class Yolo11 {

  /**
   * A scale of YOLO11, for given labels.
   *
   * @param labels class names
   * @param inputSize height and width, pixels; a multiple of 32
   * @param depth factor on the number of blocks
   * @param width factor on the number of channels
   * @param maxChannels limit of the channels before {@code width}
   * @param activation behind every convolution
   * @param bins of a side's distance distribution (reg_max): 16 for large objects, 8 for small
   * @param attention whether C2PSA ends the backbone
   * @param nested whether every C3k2 nests C3k blocks, as the large scales do
   */
  public record Choices(
      List<String> labels,
      int inputSize,
      double depth,
      double width,
      int maxChannels,
      Activation activation,
      int bins,
      boolean attention,
      boolean nested) {

    public Choices {
      labels = List.copyOf(labels);
    }

    private Design design() {
      return scale(depth, width, maxChannels, nested)
          .withActivation(activation)
          .withBins(bins)
          .withAttention(attention ? Attention.C2PSA : Attention.NONE);
    }
  }

  private Yolo11() {}

  /**
   * A new network; the same seed gives the same weights.
   *
   * @throws IllegalArgumentException when a choice is out of bounds
   */
  public static Graph build(Choices choices, long seed) {
    return choices.design().build(choices.labels(), choices.inputSize(), seed);
  }

  /** A published scale. */
  static Design scale(double depth, double width, int maxChannels, boolean nested) {
    return Design.yolo11()
        .withBackbone(nested ? Backbone.YOLO11_NESTED : Backbone.YOLO11)
        .withNeck(nested ? Neck.YOLO11_NESTED : Neck.YOLO11)
        .withDepth(depth)
        .withWidth(width)
        .withMaxChannels(maxChannels);
  }
}
