package io.vedette.federated.architecture;

import io.vedette.detector.graph.Graph;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network that can be asked for by name: a {@link Design} that has proved useful.
 *
 * @param name as in {@code vedette train --architecture NAME}
 * @param purpose what it is for, a few words
 * @param inputSize height and width that it is meant for, pixels
 */
public record Architecture(String name, String purpose, int inputSize, Design design) {

  private static final Design WEAK =
      Design.yolo11().withAttention(Attention.NONE).withActivation(Activation.RELU).withBins(8);

  /** A finest level of 80 x 80 cells at 320 must be cheap, so its box branch is separable. */
  private static final Design FINE = WEAK.withLevels(Levels.FINE).withBoxes(BoxBranch.SEPARABLE);

  /** The founding articles' light structures: their own backbones, a light neck and head. */
  private static final Design LIGHT =
      WEAK.withNeck(Neck.PICODET).withBoxes(BoxBranch.SEPARABLE).withDepth(1).withWidth(1);

  private static final List<Architecture> ALL =
      List.of(
          new Architecture(
              "vedette-pico",
              "the weakest devices",
              320,
              WEAK.withWidth(0.125).withMaxChannels(384)),
          new Architecture(
              "vedette-small", "weak devices", 320, WEAK.withWidth(0.1875).withMaxChannels(512)),
          new Architecture(
              "vedette-teacher", "teaches the two before it", 320, Design.yolo11().withBins(8)),
          new Architecture(
              "vedette-fine-pico",
              "objects from 8 pixels, the weakest devices",
              320,
              FINE.withWidth(0.125)),
          new Architecture(
              "vedette-fine", "objects from 8 pixels, weak devices", 320, FINE.withWidth(0.1875)),
          new Architecture(
              "vedette-fine-teacher",
              "teaches the two before it",
              320,
              FINE.withWidth(0.375).withBoxes(BoxBranch.DENSE).withActivation(Activation.SILU)),
          new Architecture(
              "shufflenet-v2-0.5",
              "weak processors with little memory bandwidth",
              320,
              LIGHT.withBackbone(Backbone.SHUFFLENET_V2).withWidth(0.5)),
          new Architecture(
              "shufflenet-v2-1.0",
              "processors with little memory bandwidth",
              320,
              LIGHT.withBackbone(Backbone.SHUFFLENET_V2)),
          new Architecture(
              "mobilenet-v3-small",
              "the slower phones and boards, in float",
              320,
              LIGHT
                  .withBackbone(Backbone.MOBILENET_V3_SMALL)
                  .withActivation(Activation.HARD_SWISH)),
          new Architecture(
              "mobilenet-v3-large",
              "the faster phones and boards, in float",
              320,
              LIGHT
                  .withBackbone(Backbone.MOBILENET_V3_LARGE)
                  .withActivation(Activation.HARD_SWISH)),
          new Architecture(
              "efficientnet-lite0",
              "accelerators that compute in INT8",
              320,
              LIGHT.withBackbone(Backbone.EFFICIENTNET_LITE).withActivation(Activation.RELU6)),
          yolo11("n", "edge devices", 0.50, 0.25, 1024, false),
          yolo11("s", "fast edge devices", 0.50, 0.50, 1024, false),
          yolo11("m", "a small teacher", 0.50, 1.00, 512, true),
          yolo11("l", "a teacher", 1.00, 1.00, 512, true),
          yolo11("x", "the largest teacher", 1.00, 1.50, 512, true),
          new Architecture(
              "yolo11n-se",
              "yolo11n for INT8: ReLU, weighed channels, no attention",
              640,
              Design.yolo11()
                  .withAttention(Attention.SQUEEZE_EXCITATION)
                  .withActivation(Activation.RELU)));

  private static Architecture yolo11(
      String scale, String purpose, double depth, double width, int maxChannels, boolean nested) {
    return new Architecture(
        "yolo11" + scale, purpose, 640, Yolo11.scale(depth, width, maxChannels, nested));
  }

  public static Optional<Architecture> named(String name) {
    return ALL.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /** All that have a name, smallest first within a family. */
  public static List<Architecture> all() {
    return ALL;
  }

  /** All names, for help and errors. */
  public static String names() {
    return ALL.stream().map(Architecture::name).collect(Collectors.joining(", "));
  }

  /**
   * A new network of this architecture; the same seed gives the same weights.
   *
   * @throws IllegalArgumentException as {@link Design#build} does
   */
  public Graph build(List<String> labels, int inputSize, long seed) {
    return design.build(labels, inputSize, seed);
  }
}
