package io.vedette.federated.architecture;

import java.util.List;

/** SPPF: the same picture seen through windows of 1, 5, 9 and 13 cells, by pooling three times. */
final class SpatialPyramid {

  private SpatialPyramid() {}

  static Feature sppf(Layers layers, String name, Feature x, int channels) {
    Feature a = layers.conv(name + ".cv1", x, x.channels() / 2, 1, 1);
    Feature b = layers.maxPool(name + ".pool1", a, 5, 1);
    Feature c = layers.maxPool(name + ".pool2", b, 5, 1);
    Feature d = layers.maxPool(name + ".pool3", c, 5, 1);
    Feature joined = layers.concat(name + ".concat", List.of(a, b, c, d));
    return layers.conv(name + ".cv2", joined, channels, 1, 1);
  }
}
