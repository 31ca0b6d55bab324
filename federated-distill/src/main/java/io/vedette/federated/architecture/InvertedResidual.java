package io.vedette.federated.architecture;

/**
 * The block of MobileNet's family: 1x1 to more channels, depthwise over the picture, perhaps {@link
 * SqueezeExcitation}, 1x1 to few channels without activation; added to what came in where size and
 * channels are the same.
 *
 * @param kernel side of the depthwise window
 * @param expanded channels inside, before the width factor
 * @param channels that come out, before the width factor
 * @param stride of the depthwise convolution
 * @param excited whether channels are weighed
 * @param early whether the activation is ReLU, whatever the design's
 * @see <a href="https://arxiv.org/abs/1801.04381">MobileNetV2</a>
 */
record InvertedResidual(
    int kernel, int expanded, int channels, int stride, boolean excited, boolean early) {

  /** The same once more, size kept. */
  InvertedResidual again() {
    return new InvertedResidual(kernel, expanded, channels, 1, excited, early);
  }

  Feature append(Layers all, Design design, String name, Feature x) {
    Layers layers = early ? all.with(Activation.RELU) : all;
    int inside = design.inside(expanded);
    int outside = design.channels(channels);
    // a first block that expands nothing leaves the 1x1 out
    Feature wide = inside == x.channels() ? x : layers.conv(name + ".expand", x, inside, 1, 1);
    Feature seen = layers.depthwise(name + ".dw", wide, kernel, stride);
    Feature weighed = excited ? SqueezeExcitation.apply(layers, name + ".se", seen) : seen;
    Feature narrow = layers.normalizedConv(name + ".project", weighed, outside, 1, 1, 1);
    boolean same = stride == 1 && outside == x.channels();
    return same ? layers.add(name + ".add", x, narrow) : narrow;
  }
}
