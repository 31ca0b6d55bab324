package io.vedette.federated.compress.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EqualiseChannelsTest {

  private static final int CHANNELS = 8;
  private static final int SIZE = 6;

  private final Random random = new Random(5);

  /** Normally distributed values; those of a first dimension's index a hundred times the last's. */
  private float[] lopsided(int first, int each) {
    float[] values = new float[first * each];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, i / each * 2.0 / (first - 1)));
    }
    return values;
  }

  /** 1x1, an activation, 3x3 depthwise, the activation, 1x1. */
  private Graph chain(String activation) {
    GraphBuilder g = new GraphBuilder("chain", 13);
    String x = g.input("x", 1, 4, SIZE, SIZE);
    String w1 = g.initializer("w1", lopsided(CHANNELS, 4), CHANNELS, 4, 1, 1);
    String b1 = g.initializer("b1", lopsided(CHANNELS, 1), CHANNELS);
    String y1 = g.node(activation, g.node("Conv", x, w1, b1).output("c1")).output("y1");
    String w2 = g.initializer("w2", lopsided(CHANNELS, 9), CHANNELS, 1, 3, 3);
    String c2 =
        g.node("Conv", y1, w2).integer("group", CHANNELS).ints("pads", 1, 1, 1, 1).output("c2");
    String y2 = g.node(activation, c2).output("y2");
    String w3 = g.initializer("w3", lopsided(3, CHANNELS), 3, CHANNELS, 1, 1);
    g.output(g.node("Conv", y2, w3).output("out"), 1, 3, SIZE, SIZE);
    return g.build();
  }

  private static float[] run(Graph graph) throws Exception {
    Random random = new Random(1);
    float[] x = new float[4 * SIZE * SIZE];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    try (OnnxSession session = OnnxSession.open(graph.toBytes(), "test", RuntimeOptions.DEFAULT)) {
      return session.run(Map.of("x", FloatTensor.of(x, 1, 4, SIZE, SIZE))).get("out").values();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Relu", "LeakyRelu"})
  void computesTheSameWithChannelsEquallyWide(String activation) throws Exception {
    Graph graph = chain(activation);

    Graph equalised = new EqualiseChannels().apply(graph);

    float[] before = run(graph);
    float[] after = run(equalised);
    float most = 0;
    for (float value : before) {
      most = Math.max(most, Math.abs(value));
    }
    assertThat(after).containsExactly(before, within(1e-5f * most));
    assertThat(spread(graph, "w1")).isGreaterThan(20);
    assertThat(EqualiseChannels.pairs(graph)).isEqualTo(2);
    float[] first = widths(equalised, "w1");
    float[] second = widths(equalised, "w2");
    for (int c = 0; c < CHANNELS; c++) {
      assertThat(first[c]).isCloseTo(second[c], within(0.02f * second[c]));
    }
  }

  @Test
  void nothingMovesThroughASigmoid() {
    Graph graph = chain("Sigmoid");

    assertThat(EqualiseChannels.pairs(graph)).isZero();
    assertThat(new EqualiseChannels().apply(graph))
        .extracting(Graph::toBytes)
        .isEqualTo(graph.toBytes());
  }

  private static float[] widths(Graph graph, String weight) {
    float[] values = Tensors.floats(graph.initializers().get(weight));
    float[] widths = new float[CHANNELS];
    for (int i = 0; i < values.length; i++) {
      int c = i / (values.length / CHANNELS);
      widths[c] = Math.max(widths[c], Math.abs(values[i]));
    }
    return widths;
  }

  private static float spread(Graph graph, String weight) {
    float[] widths = widths(graph, weight);
    return widths[CHANNELS - 1] / widths[0];
  }
}
