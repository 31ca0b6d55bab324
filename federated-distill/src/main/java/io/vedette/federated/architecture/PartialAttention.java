package io.vedette.federated.architecture;

import io.vedette.detector.graph.GraphBuilder;
import java.util.List;

/**
 * C2PSA: self-attention over the cells of the coarsest level, on half of the channels.
 *
 * <p>Per head, with d channels of value and d/2 of query and key: {@code v · softmax(qᵀk /
 * √(d/2))ᵀ} plus a depthwise 3x3 convolution of v as positional encoding, then a two-layer network;
 * both are added to what came in.
 */
final class PartialAttention {

  private static final int CHANNELS_PER_HEAD = 64;

  private final GraphBuilder graph;
  private final Layers layers;

  PartialAttention(Layers layers) {
    this.graph = layers.graph();
    this.layers = layers;
  }

  Feature c2psa(String name, Feature x, int repeats) {
    int half = x.channels() / 2;
    Feature both = layers.conv(name + ".cv1", x, 2 * half, 1, 1);
    List<Feature> parts = layers.halves(name + ".split", both);
    Feature y = parts.get(1);
    for (int i = 0; i < repeats; i++) {
      y = block(name + ".m" + i, y);
    }
    Feature joined = layers.concat(name + ".concat", List.of(parts.get(0), y));
    return layers.conv(name + ".cv2", joined, x.channels(), 1, 1);
  }

  private Feature block(String name, Feature x) {
    Feature attended = layers.add(name + ".add1", x, attention(name + ".attn", x));
    Feature wide = layers.conv(name + ".ffn1", attended, 2 * x.channels(), 1, 1);
    Feature back = layers.normalizedConv(name + ".ffn2", wide, x.channels(), 1, 1, 1);
    return layers.add(name + ".add2", attended, back);
  }

  private Feature attention(String name, Feature x) {
    int heads = heads(x.channels());
    int value = x.channels() / heads;
    int key = value / 2;
    long cells = x.cells();
    Feature qkv = layers.normalizedConv(name + ".qkv", x, heads * (2 * key + value), 1, 1, 1);
    String perHead = reshape(name + ".heads", qkv.tensor(), 0, heads, 2 * key + value, -1);
    String sizes = graph.initializer(name + ".sizes", new long[] {key, key, value}, 3);
    List<String> parts =
        graph
            .node("Split", perHead, sizes)
            .integer("axis", 2)
            .outputs(name + ".q", name + ".k", name + ".v");
    String q = transpose(name + ".qt", parts.get(0));
    String products = graph.node("MatMul", q, parts.get(1)).output(name + ".qk");
    float scale = (float) (1 / Math.sqrt(key));
    String factor = graph.initializer(name + ".scale", new float[] {scale}, 1);
    String scaled = graph.node("Mul", products, factor).output(name + ".scaled");
    String shares = graph.node("Softmax", scaled).integer("axis", -1).output(name + ".softmax");
    String mixed =
        graph.node("MatMul", parts.get(2), transpose(name + ".st", shares)).output(name + ".mixed");
    layers.tally().matrixProduct(heads * cells, key, cells);
    layers.tally().matrixProduct((long) heads * value, cells, cells);
    Feature answer = picture(name + ".cells", mixed, x);
    Feature values = picture(name + ".values", parts.get(2), x);
    Feature position =
        layers.normalizedConv(name + ".pe", values, x.channels(), 3, 1, x.channels());
    Feature sum = layers.add(name + ".sum", answer, position);
    return layers.normalizedConv(name + ".proj", sum, x.channels(), 1, 1, 1);
  }

  /** About one for every 64 channels, and an equal share for each. */
  private static int heads(int channels) {
    int heads = Math.max(1, channels / CHANNELS_PER_HEAD);
    while (channels % heads != 0) {
      heads--;
    }
    return heads;
  }

  /** Heads side by side as channels again. */
  private Feature picture(String name, String perHead, Feature like) {
    String y = reshape(name, perHead, 0, like.channels(), like.side(), like.side());
    return new Feature(y, like.channels(), like.side());
  }

  private String transpose(String name, String x) {
    return graph.node("Transpose", x).ints("perm", 0, 1, 3, 2).output(name);
  }

  private String reshape(String name, String x, long... shape) {
    String to = graph.initializer(name + ".shape", shape, shape.length);
    return graph.node("Reshape", x, to).output(name);
  }
}
