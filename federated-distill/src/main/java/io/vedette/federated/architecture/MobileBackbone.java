package io.vedette.federated.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * A backbone that is a table: a strided 3x3 convolution, then one {@link InvertedResidual} after
 * the other. A level's feature is what the last block of its stride gives; blocks beyond the
 * coarsest level are left out.
 *
 * @param stem channels of the first convolution
 * @param scaledStem whether the width factor holds for it
 * @param groups blocks with the same channels, which the depth factor makes more or fewer
 */
record MobileBackbone(int stem, boolean scaledStem, List<List<InvertedResidual>> groups) {

  List<Feature> build(Layers layers, Design design, Feature image) {
    Levels wanted = design.levels();
    List<Feature> levels = new ArrayList<>();
    Feature x = layers.conv("b0", image, scaledStem ? design.channels(stem) : stem, 3, 2);
    int stride = 2;
    int block = 1;
    for (InvertedResidual residual : blocks(design)) {
      if (residual.stride() == 2) {
        if (stride == wanted.coarsest()) {
          break;
        }
        if (wanted.has(stride)) {
          levels.add(x);
        }
        stride *= 2;
      }
      x = residual.append(layers, design, "b" + block++, x);
    }
    levels.add(x);
    return levels;
  }

  private List<InvertedResidual> blocks(Design design) {
    List<InvertedResidual> blocks = new ArrayList<>();
    for (List<InvertedResidual> group : groups) {
      InvertedResidual last = group.get(group.size() - 1);
      for (int i = 0; i < design.repeats(group.size()); i++) {
        blocks.add(i < group.size() ? group.get(i) : last.again());
      }
    }
    return blocks;
  }
}
