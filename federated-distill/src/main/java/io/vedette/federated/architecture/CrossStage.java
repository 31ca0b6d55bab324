package io.vedette.federated.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * The cross-stage partial blocks of YOLO11: a part of the channels passes by, the rest goes through
 * bottlenecks, and a 1x1 convolution joins all of it.
 *
 * @see <a href="https://arxiv.org/abs/1911.11929">CSPNet</a>
 */
final class CrossStage {

  private final Layers layers;

  CrossStage(Layers layers) {
    this.layers = layers;
  }

  /**
   * C3k2: two halves, {@code repeats} blocks one after the other on the second, everything kept.
   *
   * @param share hidden channels as a share of {@code channels}
   * @param nested whether each block is a {@link #c3k} instead of a bottleneck
   */
  Feature c3k2(String name, Feature x, int channels, int repeats, boolean nested, double share) {
    int hidden = (int) (channels * share);
    Feature both = layers.conv(name + ".cv1", x, 2 * hidden, 1, 1);
    List<Feature> kept = new ArrayList<>(layers.halves(name + ".split", both));
    for (int i = 0; i < repeats; i++) {
      Feature last = kept.get(kept.size() - 1);
      String inner = name + ".m" + i;
      kept.add(nested ? c3k(inner, last, hidden) : bottleneck(inner, last, hidden / 2));
    }
    Feature joined = layers.concat(name + ".concat", kept);
    return layers.conv(name + ".cv2", joined, channels, 1, 1);
  }

  /** C3k: one branch of two bottlenecks, one of a 1x1 convolution alone. */
  private Feature c3k(String name, Feature x, int channels) {
    int hidden = Math.max(1, channels / 2);
    Feature deep = layers.conv(name + ".cv1", x, hidden, 1, 1);
    Feature passing = layers.conv(name + ".cv2", x, hidden, 1, 1);
    for (int i = 0; i < 2; i++) {
      deep = bottleneck(name + ".m" + i, deep, hidden);
    }
    Feature joined = layers.concat(name + ".concat", List.of(deep, passing));
    return layers.conv(name + ".cv3", joined, channels, 1, 1);
  }

  /** Two 3x3 convolutions with a narrower middle, added to what came in. */
  private Feature bottleneck(String name, Feature x, int middle) {
    Feature narrow = layers.conv(name + ".cv1", x, Math.max(1, middle), 3, 1);
    Feature wide = layers.conv(name + ".cv2", narrow, x.channels(), 3, 1);
    return layers.add(name + ".add", x, wide);
  }
}
