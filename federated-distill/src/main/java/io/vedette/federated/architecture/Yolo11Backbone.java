package io.vedette.federated.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * YOLO11's backbone: strided 3x3 convolutions with a C3k2 block after each, and SPPF at its end.
 * Where the design's coarsest level is finer than 32, it ends there.
 */
final class Yolo11Backbone {

  /**
   * What a stride's block is.
   *
   * @param channels before the width factor
   * @param nests always, not only where the whole network does
   * @param share of the channels that is hidden in C3k2
   */
  private record Stage(int stride, int down, int channels, boolean nests, double share) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(4, 128, 256, false, 0.25),
          new Stage(8, 256, 512, false, 0.25),
          new Stage(16, 512, 512, true, 0.5),
          new Stage(32, 1024, 1024, true, 0.5));

  private final Layers layers;
  private final Design design;
  private final boolean nested;

  Yolo11Backbone(Layers layers, Design design, boolean nested) {
    this.layers = layers;
    this.design = design;
    this.nested = nested;
  }

  List<Feature> build(Feature image) {
    CrossStage stages = new CrossStage(layers);
    List<Feature> levels = new ArrayList<>();
    Feature x = layers.conv("b0", image, design.channels(64), 3, 2);
    int block = 1;
    for (Stage stage : STAGES) {
      if (stage.stride > design.levels().coarsest()) {
        break;
      }
      x = layers.conv("b" + block++, x, design.channels(stage.down), 3, 2);
      x =
          stages.c3k2(
              "b" + block++,
              x,
              design.channels(stage.channels),
              design.repeats(2),
              nested || stage.nests,
              stage.share);
      if (stage.stride == design.levels().coarsest()) {
        x = SpatialPyramid.sppf(layers, "b" + block, x, x.channels());
      }
      if (design.levels().has(stage.stride)) {
        levels.add(x);
      }
    }
    return levels;
  }
}
