package io.vedette.federated.architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * PP-PicoDet's light neck (CSP-PAN): all levels are first brought to the same few channels, then go
 * up and down as in {@link Yolo11Neck}, but through depthwise 5x5 convolutions, which see as far as
 * two 3x3 at a fraction of the cost. A level of stride 4 has half of the channels.
 *
 * @see <a href="https://arxiv.org/abs/2111.00902">PP-PicoDet</a>, figure 2
 */
final class PicoDetNeck {

  /** Before the width factor; 96, 128 and 160 at the paper's widths 0.75, 1 and 1.25. */
  private static final int CHANNELS = 128;

  private static final int KERNEL = 5;

  private final Layers layers;
  private final Design design;

  PicoDetNeck(Layers layers, Design design) {
    this.layers = layers;
    this.design = design;
  }

  List<Feature> build(List<Feature> levels) {
    int last = levels.size() - 1;
    List<Feature> up = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      up.add(layers.conv("n.lateral" + i, levels.get(i), channels(i), 1, 1));
    }
    for (int i = last - 1; i >= 0; i--) {
      Feature finer = layers.upsample("n.up" + i + ".resize", up.get(i + 1));
      up.set(i, join("n.up" + i, finer, up.get(i), channels(i)));
    }
    List<Feature> out = new ArrayList<>(up);
    for (int i = 1; i <= last; i++) {
      String name = "n.down" + i;
      Feature coarser = separable(name + ".stride", out.get(i - 1), channels(i), 2);
      out.set(i, join(name, coarser, up.get(i), channels(i)));
    }
    return Collections.unmodifiableList(out);
  }

  private int channels(int level) {
    return design.channels(design.levels().strides()[level] < 8 ? CHANNELS / 2 : CHANNELS);
  }

  /** A cross-stage partial block over two features side by side. */
  private Feature join(String name, Feature a, Feature b, int channels) {
    Feature both = layers.concat(name + ".concat1", List.of(a, b));
    Feature passing = layers.conv(name + ".pass", both, channels / 2, 1, 1);
    Feature deep = layers.conv(name + ".main", both, channels / 2, 1, 1);
    for (int i = 0; i < design.repeats(1); i++) {
      Feature mixed = layers.conv(name + ".m" + i + ".cv1", deep, channels / 2, 1, 1);
      deep = separable(name + ".m" + i + ".cv2", mixed, channels / 2, 1);
    }
    Feature joined = layers.concat(name + ".concat2", List.of(deep, passing));
    return layers.conv(name + ".out", joined, channels, 1, 1);
  }

  private Feature separable(String name, Feature x, int channels, int stride) {
    Feature seen = layers.depthwise(name + ".dw", x, KERNEL, stride);
    return layers.conv(name + ".pw", seen, channels, 1, 1);
  }
}
