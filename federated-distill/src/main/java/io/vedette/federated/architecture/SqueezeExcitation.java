package io.vedette.federated.architecture;

import io.vedette.detector.graph.GraphBuilder;

/**
 * Weighs every channel by what the whole picture holds: mean over all cells, a quarter of the
 * channels (rounded up to a multiple of 8), ReLU, all channels again, a gate from 0 to 1.
 *
 * <p>The gate is min(max(0, x + 3), 6) / 6, as MobileNetV3 has it, and not a sigmoid.
 *
 * @see <a href="https://arxiv.org/abs/1709.01507">Squeeze-and-Excitation Networks</a>
 */
final class SqueezeExcitation {

  private static final int REDUCTION = 4;

  private SqueezeExcitation() {}

  static Feature apply(Layers layers, String name, Feature x) {
    GraphBuilder graph = layers.graph();
    int narrow = (x.channels() / REDUCTION + 7) / 8 * 8;
    Feature mean =
        new Feature(
            graph.node("GlobalAveragePool", x.tensor()).output(name + ".mean"), x.channels(), 1);
    Feature squeezed = layers.linear(name + ".fc1", mean, new float[narrow], name + ".squeezed");
    Feature cut = layers.with(Activation.RELU).activate(name + ".fc1", squeezed);
    Feature excited = layers.linear(name + ".fc2", cut, new float[x.channels()], name + ".excited");
    String gate =
        graph
            .node("HardSigmoid", excited.tensor())
            .number("alpha", 1 / 6f)
            .number("beta", 0.5f)
            .output(name + ".gate");
    String weighed = graph.node("Mul", x.tensor(), gate).output(name + ".weighed");
    return new Feature(weighed, x.channels(), x.side());
  }
}
