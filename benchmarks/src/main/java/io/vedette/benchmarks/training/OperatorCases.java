package io.vedette.benchmarks.training;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One small graph per operator family, at the size that it has in the middle of a small detector:
 * {@code [8, 64, 40, 40]}. A learnt shift comes before each, so that a gradient has to pass through
 * the operator; the first case is that shift alone.
 */
final class OperatorCases {

  /** What is measured, by name. */
  record Case(String name, Graph graph) {}

  static final long[] SHAPE = {8, 64, 40, 40};

  private static final int CHANNELS = 64;
  private static final int OPSET = 17;
  private static final String SHIFTED = "shifted";

  private interface Body {
    String build(GraphBuilder graph, Random random);
  }

  private final List<Case> cases = new ArrayList<>();

  private OperatorCases() {}

  static List<Case> all() {
    OperatorCases all = new OperatorCases();
    all.add("shift alone", (graph, random) -> SHIFTED);
    all.add("Conv 3x3", (graph, random) -> conv(graph, random, 3, 1));
    all.add("Conv 1x1", (graph, random) -> conv(graph, random, 1, 1));
    all.add("Conv 3x3 depthwise", (graph, random) -> conv(graph, random, 3, CHANNELS));
    all.add("BatchNormalization", (graph, random) -> normalized(graph));
    all.add("Relu", (graph, random) -> plain(graph, "Relu"));
    all.add("Sigmoid", (graph, random) -> plain(graph, "Sigmoid"));
    all.add("HardSwish", (graph, random) -> plain(graph, "HardSwish"));
    all.add("x * Sigmoid (SiLU)", (graph, random) -> silu(graph));
    all.add("Add", (graph, random) -> graph.node("Add", SHIFTED, "x").output("y"));
    all.add("Mul", (graph, random) -> graph.node("Mul", SHIFTED, "x").output("y"));
    all.add("Concat", (graph, random) -> concat(graph));
    all.add("Split", (graph, random) -> split(graph));
    all.add("MaxPool 5x5", (graph, random) -> pool(graph));
    all.add("Resize x2", (graph, random) -> resize(graph));
    all.add("Transpose", (graph, random) -> transpose(graph));
    all.add("Softmax", (graph, random) -> softmax(graph));
    return all.cases;
  }

  private void add(String name, Body body) {
    GraphBuilder graph = new GraphBuilder("operator", OPSET);
    graph.input("x", SHAPE[0], SHAPE[1], SHAPE[2], SHAPE[3]);
    graph
        .node("Add", "x", graph.initializer("shift", new float[CHANNELS], 1, CHANNELS, 1, 1))
        .output(SHIFTED);
    String result = body.build(graph, new Random(1));
    graph.output(result, "a", "b", "c", "d");
    cases.add(new Case(name, graph.build()));
  }

  private static String conv(GraphBuilder graph, Random random, int kernel, int groups) {
    float[] weights = new float[CHANNELS * CHANNELS / groups * kernel * kernel];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian() * 0.05f;
    }
    String w = graph.initializer("w", weights, CHANNELS, CHANNELS / groups, kernel, kernel);
    long pad = kernel / 2;
    return graph
        .node("Conv", SHIFTED, w)
        .ints("kernel_shape", kernel, kernel)
        .ints("strides", 1, 1)
        .ints("pads", pad, pad, pad, pad)
        .integer("group", groups)
        .output("y");
  }

  private static String normalized(GraphBuilder graph) {
    return graph
        .node(
            "BatchNormalization",
            SHIFTED,
            vector(graph, "scale", 1),
            vector(graph, "bias", 0),
            vector(graph, "mean", 0),
            vector(graph, "variance", 1))
        .number("epsilon", 1e-3f)
        .number("momentum", 0.97f)
        .output("y");
  }

  private static String vector(GraphBuilder graph, String name, float value) {
    float[] values = new float[CHANNELS];
    java.util.Arrays.fill(values, value);
    return graph.initializer(name, values, CHANNELS);
  }

  private static String plain(GraphBuilder graph, String operator) {
    return graph.node(operator, SHIFTED).output("y");
  }

  private static String silu(GraphBuilder graph) {
    return graph.node("Mul", SHIFTED, graph.node("Sigmoid", SHIFTED).output("s")).output("y");
  }

  private static String concat(GraphBuilder graph) {
    return graph.node("Concat", SHIFTED, "x").integer("axis", 1).output("y");
  }

  /** Only the first half is used further. */
  private static String split(GraphBuilder graph) {
    String sizes = graph.initializer("sizes", new long[] {CHANNELS / 2, CHANNELS / 2}, 2);
    return graph.node("Split", SHIFTED, sizes).integer("axis", 1).outputs("y", "rest").get(0);
  }

  private static String pool(GraphBuilder graph) {
    return graph
        .node("MaxPool", SHIFTED)
        .ints("kernel_shape", 5, 5)
        .ints("strides", 1, 1)
        .ints("pads", 2, 2, 2, 2)
        .output("y");
  }

  private static String resize(GraphBuilder graph) {
    String scales = graph.initializer("scales", new float[] {1, 1, 2, 2}, 4);
    return graph
        .node("Resize", SHIFTED, "", scales)
        .text("mode", "nearest")
        .text("coordinate_transformation_mode", "asymmetric")
        .text("nearest_mode", "floor")
        .output("y");
  }

  private static String transpose(GraphBuilder graph) {
    return graph.node("Transpose", SHIFTED).ints("perm", 0, 2, 3, 1).output("y");
  }

  private static String softmax(GraphBuilder graph) {
    return graph.node("Softmax", SHIFTED).integer("axis", 1).output("y");
  }
}
