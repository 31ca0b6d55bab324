package io.vedette.federated.architecture;

import io.vedette.detector.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The decoupled, anchor-free head: per level a box branch that ends in distance distributions and a
 * depthwise class branch, then their decoding into one output tensor.
 */
final class DetectionHead {

  /** The graph's output. */
  static final String OUTPUT = "output0";

  /**
   * How fast the first distance distributions fall off: their mean is 1.5 cells, a small object.
   */
  private static final float FALL = 0.5f;

  private final GraphBuilder graph;
  private final Layers layers;
  private final BoxBranch boxes;
  private final int[] strides;
  private final int classes;
  private final int bins;
  private final List<String> boxLogits = new ArrayList<>();
  private final List<String> classLogits = new ArrayList<>();

  DetectionHead(Layers layers, Design design, int classes) {
    this.graph = layers.graph();
    this.layers = layers;
    this.boxes = design.boxes();
    this.strides = design.levels().strides();
    this.classes = classes;
    this.bins = design.bins();
  }

  /** Names of the tensors {@code [batch, 4 * bins, height, width]}, finest level first. */
  List<String> boxLogits() {
    return boxLogits;
  }

  /** Names of the tensors {@code [batch, classes, height, width]}, finest level first. */
  List<String> classLogits() {
    return classLogits;
  }

  void build(List<Feature> levels) {
    int boxWidth = Math.max(Math.max(16, levels.get(0).channels() / 4), 4 * bins);
    int classWidth = Math.max(levels.get(0).channels(), Math.min(classes, 100));
    for (int i = 0; i < levels.size(); i++) {
      boxBranch("head." + i, levels.get(i), boxWidth);
      classBranch("head." + i, levels.get(i), classWidth);
    }
    decode(levels.get(0).side() * strides[0]);
  }

  /** What box logits start from: every distance's distribution falls off with its bins. */
  static float[] boxBiases(int bins) {
    float[] biases = new float[4 * bins];
    for (int i = 0; i < biases.length; i++) {
      biases[i] = 1 - FALL * (i % bins);
    }
    return biases;
  }

  /** What class logits start from: five objects a picture, spread over the classes and cells. */
  static float[] classBiases(int classes, long cells) {
    float[] biases = new float[classes];
    Arrays.fill(biases, (float) Math.log(5.0 / classes / cells));
    return biases;
  }

  private void boxBranch(String name, Feature x, int width) {
    Feature a = boxes.append(layers, name + ".box1", x, width);
    Feature b = boxes.append(layers, name + ".box2", a, width);
    float[] biases = boxBiases(bins);
    boxLogits.add(layers.linear(name + ".box3", b, biases, name + ".box_logits").tensor());
  }

  private void classBranch(String name, Feature x, int width) {
    Feature a = layers.depthwise(name + ".cls1.dw", x, 3, 1);
    Feature b = layers.conv(name + ".cls1.pw", a, width, 1, 1);
    Feature c = layers.depthwise(name + ".cls2.dw", b, 3, 1);
    Feature d = layers.conv(name + ".cls2.pw", c, width, 1, 1);
    float[] biases = classBiases(classes, x.cells());
    classLogits.add(layers.linear(name + ".cls3", d, biases, name + ".class_logits").tensor());
  }

  private void decode(int inputSize) {
    AnchorTensors anchors = AnchorTensors.of(inputSize, strides);
    int size = anchors.size();
    String distances = distances(size);
    String centers = graph.initializer("head.anchors", anchors.centers(), 1, 2, size);
    String cell = graph.initializer("head.strides", anchors.strides(), 1, 1, size);
    String sizes = graph.initializer("head.sides", new long[] {2, 2}, 2);
    List<String> sides =
        graph
            .node("Split", distances, sizes)
            .integer("axis", 1)
            .outputs("head.left_top", "head.right_bottom");
    String low = graph.node("Sub", centers, sides.get(0)).output("head.low");
    String high = graph.node("Add", centers, sides.get(1)).output("head.high");
    String half = graph.initializer("head.half", new float[] {0.5f}, 1);
    String sum = graph.node("Add", low, high).output("head.sum");
    String center = graph.node("Mul", sum, half).output("head.center");
    String extent = graph.node("Sub", high, low).output("head.extent");
    String cells = concat("head.box_cells", 1, List.of(center, extent));
    String boxes = graph.node("Mul", cells, cell).output("head.boxes");
    String logits = concat("head.class_logits", 2, flatten(classLogits, classes));
    String scores = graph.node("Sigmoid", logits).output("head.scores");
    concat(OUTPUT, 1, List.of(boxes, scores));
    graph.output(OUTPUT, "batch", 4 + classes, size);
  }

  /** Left, top, right, bottom in cells, {@code [batch, 4, anchors]}. */
  private String distances(int anchors) {
    String logits = concat("head.box_logits", 2, flatten(boxLogits, 4 * bins));
    String split = reshape("head.bins", logits, 0, 4, bins, -1);
    String first =
        graph.node("Transpose", split).ints("perm", 0, 2, 1, 3).output("head.bins_first");
    String shares = graph.node("Softmax", first).integer("axis", 1).output("head.bin_shares");
    float[] index = new float[bins];
    for (int i = 0; i < bins; i++) {
      index[i] = i;
    }
    String weights = graph.initializer("head.bin_index", index, 1, bins, 1, 1);
    String mean =
        graph.node("Conv", shares, weights).ints("kernel_shape", 1, 1).output("head.mean");
    layers.tally().convolution(bins, 4L * anchors);
    return reshape("head.distances", mean, 0, 4, -1);
  }

  private List<String> flatten(List<String> levels, int channels) {
    List<String> flat = new ArrayList<>();
    for (String level : levels) {
      flat.add(reshape(level + ".flat", level, 0, channels, -1));
    }
    return flat;
  }

  private String concat(String name, int axis, List<String> parts) {
    return graph.node("Concat", parts.toArray(String[]::new)).integer("axis", axis).output(name);
  }

  private String reshape(String name, String x, long... shape) {
    String to = graph.initializer(name + ".shape", shape, shape.length);
    return graph.node("Reshape", x, to).output(name);
  }
}
