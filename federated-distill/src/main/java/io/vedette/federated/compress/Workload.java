package io.vedette.federated.compress;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Wiring;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.StoredWeights.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The convolutions of a graph, each with what it takes for one picture. */
public record Workload(List<Convolution> convolutions) {

  /** How a convolution goes through memory: each kind has its own speed. */
  public enum Kind {
    /** Every output channel of every input channel, from several places. */
    DENSE,
    /** The same from one place: a product of matrices. */
    POINTWISE,
    /** Each channel by itself, or few with few. */
    DEPTHWISE
  }

  /**
   * One of them.
   *
   * @param channels the geometric mean of those that go in and come out
   * @param cells height times width of what comes out
   * @param gflops a multiplication and an addition counted as two
   * @param rounded whether its weights are 8 bits
   */
  public record Convolution(
      Kind kind, double channels, long cells, double gflops, boolean rounded) {}

  private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvInteger");

  public Workload {
    convolutions = List.copyOf(convolutions);
  }

  /**
   * Runs the graph once on an empty picture to learn how large its convolutions' outputs are.
   *
   * @throws DetectorException when the graph cannot run
   */
  public static Workload of(Graph graph, DetectorSpec spec) throws DetectorException {
    return of(graph, cells(graph, spec));
  }

  /**
   * Of a graph whose convolutions' outputs are known to be so large. They stay so when channels are
   * cut: many cuts of one graph are weighed without running any.
   *
   * @param cells height times width of what each convolution makes, by its output's name
   */
  public static Workload of(Graph graph, Map<String, Long> cells) {
    Map<String, Stored> weights = StoredWeights.of(graph);
    Wiring wiring = Wiring.of(graph);
    List<Convolution> convolutions = new ArrayList<>();
    for (NodeProto node : convolutions(graph, weights)) {
      Stored weight = weights.get(node.getInput(1));
      Long places = cells.get(node.getOutput(0));
      if (weight != null && places != null) {
        boolean rounded =
            wiring
                .producer(node.getInput(1))
                .filter(from -> from.getOpType().equals("DequantizeLinear"))
                .isPresent();
        convolutions.add(convolution(node, weight.shape(), places, rounded));
      }
    }
    return new Workload(convolutions);
  }

  /**
   * Height times width of what each convolution makes of a picture, by its output's name.
   *
   * @throws DetectorException when the graph cannot run
   */
  public static Map<String, Long> cells(Graph graph, DetectorSpec spec) throws DetectorException {
    Map<String, Stored> weights = StoredWeights.of(graph);
    Map<String, NodeProto> nodes = new LinkedHashMap<>();
    convolutions(graph, weights).forEach(node -> nodes.put(node.getOutput(0), node));
    Map<String, Long> cells = new LinkedHashMap<>();
    outputs(graph, spec, nodes.keySet())
        .forEach(
            (name, output) -> {
              NodeProto node = nodes.get(name);
              Stored weight = node == null ? null : weights.get(node.getInput(1));
              if (weight != null) {
                cells.put(name, output.data().remaining() / weight.shape()[0]);
              }
            });
    return cells;
  }

  private static List<NodeProto> convolutions(Graph graph, Map<String, Stored> weights) {
    return graph.nodes().stream()
        .filter(node -> CONVOLUTIONS.contains(node.getOpType()))
        .filter(node -> weights.containsKey(node.getInput(1)))
        .toList();
  }

  private static Convolution convolution(
      NodeProto node, long[] weight, long cells, boolean rounded) {
    long products = 1;
    long places = 1;
    for (int i = 1; i < weight.length; i++) {
      products *= weight[i];
      places *= i > 1 ? weight[i] : 1;
    }
    long groups = Attributes.of(node).integer("group", 1);
    Kind kind = groups > 1 ? Kind.DEPTHWISE : places == 1 ? Kind.POINTWISE : Kind.DENSE;
    double channels = Math.sqrt((double) weight[0] * weight[1] * groups);
    double gflops = 2.0 * products * weight[0] * cells / 1e9;
    return new Convolution(kind, channels, cells, gflops, rounded);
  }

  private static Map<String, FloatTensor> outputs(Graph graph, DetectorSpec spec, Set<String> names)
      throws DetectorException {
    Graph exposed = ExposeTensors.of(names).apply(graph);
    FloatTensor input =
        FloatTensor.of(new float[Preprocessor.size(spec.input())], spec.input().shape(1));
    try (OnnxSession session =
        OnnxSession.open(exposed.toBytes(), "the graph", RuntimeOptions.DEFAULT)) {
      return session.run(Map.of(spec.input().name(), input), names);
    }
  }

  /** The same with all weights in 8 bits. */
  public Workload inEightBits() {
    return new Workload(
        convolutions.stream()
            .map(c -> new Convolution(c.kind(), c.channels(), c.cells(), c.gflops(), true))
            .toList());
  }

  /** All of them together. */
  public double gflops() {
    return convolutions.stream().mapToDouble(Convolution::gflops).sum();
  }
}
