package io.vedette.federated.architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * YOLO11's neck: features go up from the coarsest level to the finest and down again, joined at
 * every level with what was there, a C3k2 block after every joining.
 *
 * @see <a href="https://arxiv.org/abs/1803.01534">Path Aggregation Network</a>
 */
final class Yolo11Neck {

  /** Channels before the width factor: 128 at stride 4, 1024 at stride 32. */
  private static final int CHANNELS_PER_STRIDE = 32;

  private final Layers layers;
  private final Design design;
  private final CrossStage stages;
  private final boolean nested;
  private int block;

  Yolo11Neck(Layers layers, Design design, boolean nested) {
    this.layers = layers;
    this.design = design;
    this.stages = new CrossStage(layers);
    this.nested = nested;
  }

  List<Feature> build(List<Feature> levels) {
    int[] strides = design.levels().strides();
    int last = levels.size() - 1;
    List<Feature> up = new ArrayList<>(levels);
    for (int i = last - 1; i >= 0; i--) {
      Feature finer = layers.upsample(name(), up.get(i + 1));
      up.set(i, stage(List.of(finer, levels.get(i)), strides[i], nested));
    }
    List<Feature> out = new ArrayList<>(up);
    for (int i = 1; i <= last; i++) {
      int channels = design.channels(CHANNELS_PER_STRIDE * strides[i - 1]);
      Feature coarser = layers.conv(name(), out.get(i - 1), channels, 3, 2);
      out.set(i, stage(List.of(coarser, up.get(i)), strides[i], nested || i == last));
    }
    return Collections.unmodifiableList(out);
  }

  private Feature stage(List<Feature> parts, int stride, boolean nests) {
    Feature joined = layers.concat(name(), parts);
    int channels = design.channels(CHANNELS_PER_STRIDE * stride);
    return stages.c3k2(name(), joined, channels, design.repeats(2), nests, 0.5);
  }

  private String name() {
    return "n" + block++;
  }
}
