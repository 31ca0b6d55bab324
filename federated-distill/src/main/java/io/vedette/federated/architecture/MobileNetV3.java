package io.vedette.federated.architecture;

import java.util.List;

/**
 * MobileNetV3, found by search for phones: narrow blocks, squeeze-and-excitation in some, ReLU
 * early. Where its paper has h-swish, the design's activation stands.
 *
 * @see <a href="https://arxiv.org/abs/1905.02244">Searching for MobileNetV3</a>, tables 1 and 2
 */
final class MobileNetV3 {

  static final MobileBackbone SMALL =
      new MobileBackbone(
          16,
          true,
          List.of(
              List.of(early(3, 16, 16, 2, true)),
              List.of(early(3, 72, 24, 2, false), early(3, 88, 24, 1, false)),
              List.of(
                  late(5, 96, 40, 2, true), late(5, 240, 40, 1, true), late(5, 240, 40, 1, true)),
              List.of(late(5, 120, 48, 1, true), late(5, 144, 48, 1, true)),
              List.of(
                  late(5, 288, 96, 2, true),
                  late(5, 576, 96, 1, true),
                  late(5, 576, 96, 1, true))));

  static final MobileBackbone LARGE =
      new MobileBackbone(
          16,
          true,
          List.of(
              List.of(early(3, 16, 16, 1, false)),
              List.of(early(3, 64, 24, 2, false), early(3, 72, 24, 1, false)),
              List.of(
                  early(5, 72, 40, 2, true),
                  early(5, 120, 40, 1, true),
                  early(5, 120, 40, 1, true)),
              List.of(
                  late(3, 240, 80, 2, false),
                  late(3, 200, 80, 1, false),
                  late(3, 184, 80, 1, false),
                  late(3, 184, 80, 1, false)),
              List.of(late(3, 480, 112, 1, true), late(3, 672, 112, 1, true)),
              List.of(
                  late(5, 672, 160, 2, true),
                  late(5, 960, 160, 1, true),
                  late(5, 960, 160, 1, true))));

  private MobileNetV3() {}

  private static InvertedResidual early(
      int kernel, int expanded, int channels, int stride, boolean excited) {
    return new InvertedResidual(kernel, expanded, channels, stride, excited, true);
  }

  private static InvertedResidual late(
      int kernel, int expanded, int channels, int stride, boolean excited) {
    return new InvertedResidual(kernel, expanded, channels, stride, excited, false);
  }
}
