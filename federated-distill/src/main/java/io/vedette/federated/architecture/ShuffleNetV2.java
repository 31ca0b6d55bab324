package io.vedette.federated.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * ShuffleNetV2: half of the channels pass a unit untouched, the other half is worked on, and both
 * are mixed before the next. Its guidelines (equal widths, few groups, few branches, few
 * element-wise operations) are about memory traffic, which is what weak devices lack.
 *
 * <p>The shuffle: the next unit's passing half is made of the first halves of what passed and of
 * what was worked on, its working half of their second halves. That is the paper's two-group
 * shuffle with the channels of each half in another order, which no layer behind it can tell, and
 * needs no reshaping of the picture.
 *
 * <p>Halves are rounded to multiples of 8, so that widths differ a little from the paper's.
 *
 * @see <a href="https://arxiv.org/abs/1807.11164">ShuffleNet V2</a>, table 5
 */
final class ShuffleNetV2 {

  private static final int STEM = 24;

  /**
   * @param half of the channels, before the width factor
   * @param units of which the first halves the size
   */
  private record Stage(int stride, int half, int units) {}

  private static final List<Stage> STAGES =
      List.of(new Stage(8, 58, 4), new Stage(16, 116, 8), new Stage(32, 232, 4));

  private final Layers layers;
  private final Design design;

  ShuffleNetV2(Layers layers, Design design) {
    this.layers = layers;
    this.design = design;
  }

  List<Feature> build(Feature image) {
    Feature x = layers.conv("b0", image, STEM, 3, 2);
    x = layers.maxPool("b0.pool", x, 3, 2);
    List<Feature> levels = new ArrayList<>();
    if (design.levels().has(4)) {
      levels.add(x);
    }
    for (Stage stage : STAGES) {
      if (stage.stride > design.levels().coarsest()) {
        break;
      }
      x = stage("b" + stage.stride, x, stage);
      if (design.levels().has(stage.stride)) {
        levels.add(x);
      }
    }
    return levels;
  }

  private Feature stage(String name, Feature x, Stage stage) {
    int half = design.nearest(stage.half);
    Feature seen = layers.normalizedDepthwise(name + ".0.pass.dw", x, 3, 2);
    Feature passing = layers.conv(name + ".0.pass.pw", seen, half, 1, 1);
    Feature worked = work(name + ".0", x, half, 2);
    for (int i = 1; i < design.repeats(stage.units); i++) {
      String unit = name + "." + i;
      List<Feature> p = layers.halves(unit + ".split1", passing);
      List<Feature> w = layers.halves(unit + ".split2", worked);
      passing = layers.concat(unit + ".passing", List.of(p.get(0), w.get(0)));
      Feature next = layers.concat(unit + ".working", List.of(p.get(1), w.get(1)));
      worked = work(unit, next, half, 1);
    }
    return layers.concat(name + ".concat", List.of(passing, worked));
  }

  private Feature work(String name, Feature x, int channels, int stride) {
    Feature a = layers.conv(name + ".pw1", x, channels, 1, 1);
    Feature b = layers.normalizedDepthwise(name + ".dw", a, 3, stride);
    return layers.conv(name + ".pw2", b, channels, 1, 1);
  }
}
