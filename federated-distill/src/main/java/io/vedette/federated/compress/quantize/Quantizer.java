package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Wiring;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.simplify.RaiseOpset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A float graph on its way to fewer bits. One that has been watched on pictures can become INT8 by
 * any recipe. For one thread.
 */
public final class Quantizer {

  private static final int THIN = 16;

  private final Graph graph;
  private final DetectorSpec spec;
  private final Observations seen;
  private final List<? extends PictureSource> pictures;
  private final RuntimeOptions options;

  /** By the output of their convolution; empty until asked for. */
  private Map<String, PatchMoments> patches = Map.of();

  private final Map<String, Response> responses = new HashMap<>();

  /** Looking for a range takes a while, and many recipes share a calibrator. */
  private final Map<Calibrator, Map<String, ValueRange>> ranges = new HashMap<>();

  private Quantizer(
      Graph graph,
      DetectorSpec spec,
      Observations seen,
      List<? extends PictureSource> pictures,
      RuntimeOptions options) {
    this.graph = graph;
    this.spec = spec;
    this.seen = seen;
    this.pictures = pictures;
    this.options = options;
    Wiring wiring = Wiring.of(graph);
    seen.histograms().keySet().forEach(name -> responses.put(name, Response.to(name, wiring)));
  }

  /**
   * Runs the graph on pictures.
   *
   * @param fp32 of opset 11 or higher
   * @param pictures as the device will see them, one at least
   * @throws DetectorException when a picture cannot be read or the graph cannot be quantised; the
   *     message says what to do
   */
  public static Quantizer watching(
      Graph fp32, DetectorSpec spec, List<? extends PictureSource> pictures, int threads)
      throws DetectorException {
    if (pictures.isEmpty()) {
      throw new DetectorException("no picture to calibrate INT8 with; give at least one");
    }
    Graph raised = raised(fp32, "INT8");
    QuantizationPlan plan = QuantizationPlan.of(raised);
    if (plan.convolutions().isEmpty()) {
      throw new DetectorException("INT8: the graph has no convolution to quantise");
    }
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(threads);
    // Not only the ranges of this plan: where convolutions stay float, what was selected from their
    // outputs needs one of its own.
    try (Calibration calibration = new Calibration(raised, spec, plan.tensors(), options)) {
      for (PictureSource picture : pictures) {
        calibration.watch(picture.picture());
      }
      return new Quantizer(raised, spec, calibration.seen(), List.copyOf(pictures), options);
    }
  }

  /**
   * A graph of which no range is asked.
   *
   * @param fp32 of opset 11 or higher
   * @throws DetectorException when the graph is older
   */
  public static Quantizer unwatched(Graph fp32, DetectorSpec spec) throws DetectorException {
    return new Quantizer(
        raised(fp32, "fewer bits"),
        spec,
        new Observations(Map.of(), Map.of()),
        List.of(),
        RuntimeOptions.DEFAULT);
  }

  private static Graph raised(Graph fp32, String purpose) throws DetectorException {
    try {
      return new RaiseOpset().apply(fp32);
    } catch (IllegalArgumentException e) {
      throw new DetectorException(purpose + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs the graph on the pictures once more, for recipes that round adaptively.
   *
   * @throws DetectorException when a picture cannot be read
   */
  public void watchPatches() throws DetectorException {
    if (patches.isEmpty()) {
      patches = PatchWatch.of(graph, spec, convolutions(), pictures, options);
    }
  }

  /** The convolutions that can be rounded, by the name of their output, in graph order. */
  public List<String> convolutions() {
    return List.copyOf(QuantizationPlan.of(graph).convolutions());
  }

  /**
   * Those of fewer than {@value #THIN} input channels, which runtimes are often slower with in
   * integers than in float: integer kernels take channels by sixteens.
   */
  public Set<String> thin() {
    Map<String, TensorProto> initializers = graph.initializers();
    Set<String> all = QuantizationPlan.of(graph).convolutions();
    return graph.nodes().stream()
        .filter(node -> all.contains(node.getOutput(0)))
        .filter(node -> Attributes.of(node).integer("group", 1) == 1)
        .filter(node -> channels(initializers.get(node.getInput(1))) < THIN)
        .map(node -> node.getOutput(0))
        .collect(Collectors.toSet());
  }

  private static long channels(@Nullable TensorProto weight) {
    return weight == null ? THIN : weight.getDims(1);
  }

  public Graph int8(Int8Recipe recipe) {
    QuantizationPlan plan = QuantizationPlan.of(graph, recipe.floats());
    return rounded(plan, recipe);
  }

  /** Only these convolutions rounded. */
  Graph only(Set<String> convolutions, Int8Recipe recipe) {
    Set<String> others =
        convolutions().stream()
            .filter(name -> !convolutions.contains(name))
            .collect(Collectors.toSet());
    return rounded(QuantizationPlan.of(graph, others), recipe);
  }

  private Graph rounded(QuantizationPlan plan, Int8Recipe recipe) {
    if (pictures.isEmpty()) {
      throw new IllegalStateException("INT8 needs a graph that was watched");
    }
    return new QuantizeInt8(
            plan,
            ranges.computeIfAbsent(recipe.calibrator(), by -> seen.ranges(by, responses)),
            rounding(recipe),
            recipe.activations())
        .apply(graph);
  }

  private WeightRounding rounding(Int8Recipe recipe) {
    boolean adaptive = recipe.rounding() == RoundingRule.ADAPTIVE;
    if (adaptive && patches.isEmpty()) {
      throw new IllegalStateException("adaptive rounding needs watchPatches() first");
    }
    return new WeightRounding(
        recipe.weightBits(),
        recipe.correctBias() ? seen.channelMeans() : Map.of(),
        adaptive ? patches : Map.of());
  }

  /** The float graph, of opset 13 or higher. */
  public Graph fp32() {
    return graph;
  }

  DetectorSpec spec() {
    return spec;
  }
}
