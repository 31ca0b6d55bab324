package io.vedette.federated.architecture;

import io.vedette.detector.graph.GraphBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The layers that all blocks are made of, with fresh weights.
 *
 * <p>Convolutions start as PyTorch's do: uniform within ±1/√fan-in. Normalizations start as the
 * identity, ε 1e-3.
 */
final class Layers {

  private static final float EPSILON = 1e-3f;

  private final GraphBuilder graph;
  private final Activation activation;
  private final Random random;

  Layers(GraphBuilder graph, Activation activation, long seed) {
    this.graph = graph;
    this.activation = activation;
    this.random = new Random(seed);
  }

  /** Convolution, batch normalization, activation. */
  Feature conv(String name, Feature x, int channels, int kernel, int stride) {
    return activate(name, normalizedConv(name, x, channels, kernel, stride, 1));
  }

  /** A convolution of every channel by itself, batch normalization, activation. */
  Feature depthwise(String name, Feature x, int kernel) {
    return activate(name, normalizedConv(name, x, x.channels(), kernel, 1, x.channels()));
  }

  /** Convolution and batch normalization. */
  Feature normalizedConv(String name, Feature x, int channels, int kernel, int stride, int groups) {
    float[] weights =
        weights(
            channels * (x.channels() / groups) * kernel * kernel,
            x.channels() / groups * kernel * kernel);
    String w =
        graph.initializer(
            name + ".conv.weight", weights, channels, x.channels() / groups, kernel, kernel);
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
                graph.initializer(name + ".bn.weight", filled(channels, 1), channels),
                graph.initializer(name + ".bn.bias", filled(channels, 0), channels),
                graph.initializer(name + ".bn.running_mean", filled(channels, 0), channels),
                graph.initializer(name + ".bn.running_var", filled(channels, 1), channels))
            .number("epsilon", EPSILON)
            .number("momentum", 0.97f) // ONNX counts the old value's share: 0.03 new
            .output(name + ".bn");
    return new Feature(normalized, channels);
  }

  /** A 1x1 convolution with the given biases and nothing behind it. */
  Feature linear(String name, Feature x, float[] biases, String output) {
    int channels = biases.length;
    String w =
        graph.initializer(
            name + ".weight",
            weights(channels * x.channels(), x.channels()),
            channels,
            x.channels(),
            1,
            1);
    String b = graph.initializer(name + ".bias", biases, channels);
    String y =
        graph
            .node("Conv", x.tensor(), w, b)
            .ints("kernel_shape", 1, 1)
            .ints("strides", 1, 1)
            .ints("pads", 0, 0, 0, 0)
            .integer("group", 1)
            .output(output);
    return new Feature(y, channels);
  }

  Feature concat(String name, List<Feature> parts) {
    String[] tensors = parts.stream().map(Feature::tensor).toArray(String[]::new);
    int channels = parts.stream().mapToInt(Feature::channels).sum();
    return new Feature(graph.node("Concat", tensors).integer("axis", 1).output(name), channels);
  }

  Feature add(String name, Feature a, Feature b) {
    return new Feature(graph.node("Add", a.tensor(), b.tensor()).output(name), a.channels());
  }

  /** The first and the second half of the channels. */
  List<Feature> halves(String name, Feature x) {
    int half = x.channels() / 2;
    return split(name, x, half, half);
  }

  /** Parts of the channels. */
  List<Feature> split(String name, Feature x, int first, int second) {
    String sizes = graph.initializer(name + ".sizes", new long[] {first, second}, 2);
    List<String> parts =
        graph
            .node("Split", x.tensor(), sizes)
            .integer("axis", 1)
            .outputs(name + ".first", name + ".second");
    return List.of(new Feature(parts.get(0), first), new Feature(parts.get(1), second));
  }

  /** The greatest of every 5x5 window, size kept. */
  Feature maxPool5(String name, Feature x) {
    String y =
        graph
            .node("MaxPool", x.tensor())
            .ints("kernel_shape", 5, 5)
            .ints("strides", 1, 1)
            .ints("pads", 2, 2, 2, 2)
            .output(name);
    return new Feature(y, x.channels());
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
    return new Feature(y, x.channels());
  }

  private Feature activate(String name, Feature x) {
    String y =
        switch (activation) {
          case RELU -> graph.node("Relu", x.tensor()).output(name + ".relu");
          case SILU -> {
            String gate = graph.node("Sigmoid", x.tensor()).output(name + ".sigmoid");
            yield graph.node("Mul", x.tensor(), gate).output(name + ".silu");
          }
        };
    return new Feature(y, x.channels());
  }

  private float[] weights(int count, int fanIn) {
    float bound = (float) (1 / Math.sqrt(fanIn));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (2 * random.nextFloat() - 1) * bound;
    }
    return values;
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }
}
