package io.vedette.federated.architecture;

import io.vedette.detector.graph.GraphBuilder;
import java.util.List;

/**
 * The layers that all blocks are made of, with their first weights.
 *
 * <p>Convolutions start as PyTorch's do: uniform within ±1/√fan-in. Normalizations start as the
 * identity, ε 1e-3.
 */
final class Layers {

  private static final float EPSILON = 1e-3f;

  private final GraphBuilder graph;
  private final FirstValues values;
  private final LayerCost tally;
  private final Activation activation;

  Layers(GraphBuilder graph, FirstValues values, LayerCost tally, Activation activation) {
    this.graph = graph;
    this.values = values;
    this.tally = tally;
    this.activation = activation;
  }

  /** The same network, from here on with another activation. */
  Layers with(Activation other) {
    return new Layers(graph, values, tally, other);
  }

  GraphBuilder graph() {
    return graph;
  }

  LayerCost tally() {
    return tally;
  }

  /** Convolution, batch normalization, activation. */
  Feature conv(String name, Feature x, int channels, int kernel, int stride) {
    return activate(name, normalizedConv(name, x, channels, kernel, stride, 1));
  }

  /** A convolution of every channel by itself, batch normalization, activation. */
  Feature depthwise(String name, Feature x, int kernel, int stride) {
    return activate(name, normalizedDepthwise(name, x, kernel, stride));
  }

  /** A convolution of every channel by itself and batch normalization. */
  Feature normalizedDepthwise(String name, Feature x, int kernel, int stride) {
    return normalizedConv(name, x, x.channels(), kernel, stride, x.channels());
  }

  /** Convolution and batch normalization. */
  Feature normalizedConv(String name, Feature x, int channels, int kernel, int stride, int groups) {
    int fanIn = x.channels() / groups * kernel * kernel;
    String w =
        graph.initializer(
            values.uniform(
                name + ".conv.weight",
                1 / Math.sqrt(fanIn),
                channels,
                x.channels() / groups,
                kernel,
                kernel));
    String y =
        graph
            .node("Conv", x.tensor(), w)
            .ints("kernel_shape", kernel, kernel)
            .ints("strides", stride, stride)
            .ints("pads", kernel / 2, kernel / 2, kernel / 2, kernel / 2)
            .integer("group", groups)
            .output(name + ".conv");
    String normalized =
        graph
            .node(
                "BatchNormalization",
                y,
                graph.initializer(values.filled(name + ".bn.weight", 1, channels)),
                graph.initializer(values.filled(name + ".bn.bias", 0, channels)),
                graph.initializer(values.filled(name + ".bn.running_mean", 0, channels)),
                graph.initializer(values.filled(name + ".bn.running_var", 1, channels)))
            .number("epsilon", EPSILON)
            .number("momentum", 0.97f) // ONNX counts the old value's share: 0.03 new
            .output(name + ".bn");
    Feature result = new Feature(normalized, channels, (x.side() - 1) / stride + 1);
    tally.convolution((long) channels * fanIn, result.cells());
    tally.normalization(channels);
    return result;
  }

  /** A 1x1 convolution with the given biases and nothing behind it. */
  Feature linear(String name, Feature x, float[] biases, String output) {
    int channels = biases.length;
    String w =
        graph.initializer(
            values.uniform(
                name + ".weight", 1 / Math.sqrt(x.channels()), channels, x.channels(), 1, 1));
    String b = graph.initializer(name + ".bias", biases, channels);
    String y =
        graph
            .node("Conv", x.tensor(), w, b)
            .ints("kernel_shape", 1, 1)
            .ints("strides", 1, 1)
            .ints("pads", 0, 0, 0, 0)
            .integer("group", 1)
            .output(output);
    tally.convolution((long) channels * x.channels(), x.cells());
    tally.biases(channels);
    return new Feature(y, channels, x.side());
  }

  Feature activate(String name, Feature x) {
    return new Feature(activation.write(graph, name, x.tensor()), x.channels(), x.side());
  }

  Feature concat(String name, List<Feature> parts) {
    String[] tensors = parts.stream().map(Feature::tensor).toArray(String[]::new);
    int channels = parts.stream().mapToInt(Feature::channels).sum();
    String y = graph.node("Concat", tensors).integer("axis", 1).output(name);
    return new Feature(y, channels, parts.get(0).side());
  }

  Feature add(String name, Feature a, Feature b) {
    String y = graph.node("Add", a.tensor(), b.tensor()).output(name);
    return new Feature(y, a.channels(), a.side());
  }

  /** The first and the second half of the channels. */
  List<Feature> halves(String name, Feature x) {
    int half = x.channels() / 2;
    String sizes = graph.initializer(name + ".sizes", new long[] {half, half}, 2);
    return graph
        .node("Split", x.tensor(), sizes)
        .integer("axis", 1)
        .outputs(name + ".first", name + ".second")
        .stream()
        .map(tensor -> new Feature(tensor, half, x.side()))
        .toList();
  }

  /** The greatest of every window, {@code kernel} odd. */
  Feature maxPool(String name, Feature x, int kernel, int stride) {
    String y =
        graph
            .node("MaxPool", x.tensor())
            .ints("kernel_shape", kernel, kernel)
            .ints("strides", stride, stride)
            .ints("pads", kernel / 2, kernel / 2, kernel / 2, kernel / 2)
            .output(name);
    return new Feature(y, x.channels(), (x.side() - 1) / stride + 1);
  }

  /** Twice the size, nearest neighbour. */
  Feature upsample(String name, Feature x) {
    String scales = name + ".scales";
    graph.initializer(scales, new float[] {1, 1, 2, 2}, 4);
    String y =
        graph
            .node("Resize", x.tensor(), "", scales)
            .text("mode", "nearest")
            .text("coordinate_transformation_mode", "asymmetric")
            .text("nearest_mode", "floor")
            .output(name);
    return new Feature(y, x.channels(), 2 * x.side());
  }
}
