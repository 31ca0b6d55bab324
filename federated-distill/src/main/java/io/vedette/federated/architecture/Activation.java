package io.vedette.federated.architecture;

import io.vedette.detector.graph.GraphBuilder;

/**
 * The non-linearity behind every convolution. It decides the speed in INT8: the two that only cut
 * off are folded into the rounding of the convolution before them, the other two need arithmetic of
 * their own.
 */
public enum Activation {
  /** max(0, x): cheapest, and keeps its speed and accuracy in INT8. */
  RELU {
    @Override
    String write(GraphBuilder graph, String name, String x) {
      return graph.node("Relu", x).output(name + ".relu");
    }
  },
  /** min(max(0, x), 6): as cheap, with a range known beforehand. */
  RELU6 {
    @Override
    String write(GraphBuilder graph, String name, String x) {
      if (!graph.has(LOW)) {
        graph.initializer(LOW, new float[] {0});
        graph.initializer(HIGH, new float[] {6});
      }
      return graph.node("Clip", x, LOW, HIGH).output(name + ".relu6");
    }
  },
  /** x · min(max(0, x + 3), 6) / 6: near to SiLU without an exponential. */
  HARD_SWISH {
    @Override
    String write(GraphBuilder graph, String name, String x) {
      return graph.node("HardSwish", x).output(name + ".hard_swish");
    }
  },
  /** x · sigmoid(x): a little more accurate in float. */
  SILU {
    @Override
    String write(GraphBuilder graph, String name, String x) {
      String gate = graph.node("Sigmoid", x).output(name + ".sigmoid");
      return graph.node("Mul", x, gate).output(name + ".silu");
    }
  };

  private static final String LOW = "relu6.low";
  private static final String HIGH = "relu6.high";

  /** Appends it to tensor {@code x}; the name of what comes out. */
  abstract String write(GraphBuilder graph, String name, String x);
}
