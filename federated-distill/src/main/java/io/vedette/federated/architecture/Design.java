package io.vedette.federated.architecture;

import io.vedette.detector.graph.Graph;
import java.util.Collections;
import java.util.List;

/**
 * The choices that distinguish one network from another; each can be changed without the others.
 *
 * @param attention at the backbone's end
 * @param boxes convolutions of the head's box branch
 * @param activation behind every convolution (some backbones' early layers have ReLU always)
 * @param levels on which objects are looked for
 * @param depth factor on the number of blocks
 * @param width factor on the number of channels
 * @param maxChannels limit of the channels before {@code width}
 * @param bins of a side's distance distribution (reg_max): 16 for large objects, 8 for small
 */
public record Design(
    Backbone backbone,
    Attention attention,
    Neck neck,
    BoxBranch boxes,
    Activation activation,
    Levels levels,
    double depth,
    double width,
    int maxChannels,
    int bins) {

  private static final int STEP = 8;

  public Design {
    if (!(depth > 0 && depth <= 4) || !(width > 0 && width <= 4)) {
      throw new IllegalArgumentException(
          "depth " + depth + " or width " + width + " is not above 0 and up to 4");
    }
    if (maxChannels < STEP) {
      throw new IllegalArgumentException(maxChannels + " channels at most are fewer than 8");
    }
    if (bins < 2 || bins > 64) {
      throw new IllegalArgumentException(bins + " distance bins are outside 2 to 64");
    }
  }

  /** YOLO11 at its scale n: what the others are changed from. */
  public static Design yolo11() {
    return new Design(
        Backbone.YOLO11,
        Attention.C2PSA,
        Neck.YOLO11,
        BoxBranch.DENSE,
        Activation.SILU,
        Levels.STANDARD,
        0.5,
        0.25,
        1024,
        16);
  }

  /**
   * A new network; the same seed gives the same weights.
   *
   * <p>Input {@code images [batch, 3, size, size]}; output {@code output0 [batch, 4 + classes,
   * anchors]}: center x, center y, width, height in input pixels, then class scores after sigmoid.
   * Batch normalizations are nodes of their own, so that the graph can be trained. The graph
   * carries its spec, which names the head's strides, bins and raw logits.
   *
   * @param labels class names
   * @param inputSize height and width, pixels; a multiple of the coarsest stride, up to 2048
   * @throws IllegalArgumentException when there is no label or the size does not fit
   */
  public Graph build(List<String> labels, int inputSize, long seed) {
    return new Network(this, labels, inputSize, new SeededValues(seed)).build();
  }

  /**
   * What the network would cost, without building its weights.
   *
   * @throws IllegalArgumentException when there is no label or the size does not fit
   */
  public NetworkSize size(int classes, int inputSize) {
    List<String> labels = Collections.nCopies(classes, "");
    Network network = new Network(this, labels, inputSize, new ShapesOnly());
    network.build();
    return network.size();
  }

  /** Channels that leave a block: limited, at this width, a multiple of 8. */
  int channels(int full) {
    return inside(Math.min(full, maxChannels));
  }

  /** Channels that stay inside a block: at this width, a multiple of 8. */
  int inside(int full) {
    return Math.max(STEP, (int) Math.ceil(full * width / STEP) * STEP);
  }

  /** As {@link #channels}, but rounded to the nearest multiple of 8 and not up. */
  int nearest(int full) {
    return Math.max(STEP, (int) Math.round(Math.min(full, maxChannels) * width / STEP) * STEP);
  }

  /** A number of blocks at this depth, 1 or more. */
  int repeats(int full) {
    return Math.max(1, (int) Math.round(full * depth));
  }

  public Design withBackbone(Backbone other) {
    return new Design(
        other, attention, neck, boxes, activation, levels, depth, width, maxChannels, bins);
  }

  public Design withAttention(Attention other) {
    return new Design(
        backbone, other, neck, boxes, activation, levels, depth, width, maxChannels, bins);
  }

  public Design withNeck(Neck other) {
    return new Design(
        backbone, attention, other, boxes, activation, levels, depth, width, maxChannels, bins);
  }

  public Design withBoxes(BoxBranch other) {
    return new Design(
        backbone, attention, neck, other, activation, levels, depth, width, maxChannels, bins);
  }

  public Design withActivation(Activation other) {
    return new Design(
        backbone, attention, neck, boxes, other, levels, depth, width, maxChannels, bins);
  }

  public Design withLevels(Levels other) {
    return new Design(
        backbone, attention, neck, boxes, activation, other, depth, width, maxChannels, bins);
  }

  public Design withDepth(double other) {
    return new Design(
        backbone, attention, neck, boxes, activation, levels, other, width, maxChannels, bins);
  }

  public Design withWidth(double other) {
    return new Design(
        backbone, attention, neck, boxes, activation, levels, depth, other, maxChannels, bins);
  }

  public Design withMaxChannels(int other) {
    return new Design(
        backbone, attention, neck, boxes, activation, levels, depth, width, other, bins);
  }

  public Design withBins(int other) {
    return new Design(
        backbone, attention, neck, boxes, activation, levels, depth, width, maxChannels, other);
  }
}
