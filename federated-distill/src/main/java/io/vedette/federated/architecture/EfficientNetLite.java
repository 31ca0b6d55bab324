package io.vedette.federated.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * EfficientNet-Lite: EfficientNet without squeeze-and-excitation and meant for ReLU6, so that it
 * keeps its accuracy in INT8. At depth and width 1 it is Lite0; the first convolution and the
 * numbers of first and last blocks stay as they are at any scale, 1 and 32.
 *
 * @see <a href="https://arxiv.org/abs/1905.11946">EfficientNet</a>, table 1
 */
final class EfficientNetLite {

  private static final int STEM = 32;

  static final MobileBackbone BACKBONE =
      new MobileBackbone(
          STEM,
          false,
          List.of(
              group(1, 3, 1, 1, 32, 16),
              group(2, 3, 2, 6, 16, 24),
              group(2, 5, 2, 6, 24, 40),
              group(3, 3, 2, 6, 40, 80),
              group(3, 5, 1, 6, 80, 112),
              group(4, 5, 2, 6, 112, 192),
              group(1, 3, 1, 6, 192, 320)));

  private EfficientNetLite() {}

  private static List<InvertedResidual> group(
      int blocks, int kernel, int stride, int expansion, int from, int channels) {
    List<InvertedResidual> group = new ArrayList<>();
    group.add(new InvertedResidual(kernel, expansion * from, channels, stride, false, false));
    InvertedResidual more =
        new InvertedResidual(kernel, expansion * channels, channels, 1, false, false);
    for (int i = 1; i < blocks; i++) {
      group.add(more);
    }
    return List.copyOf(group);
  }
}
