package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Workload.Kind;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.search.DeviceProfile.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Times convolutions in ONNX Runtime, float and rounded to 8 bits. A chain of few is taken from a
 * chain of many, so that what every run costs is not in it.
 */
public final class OperatorTiming {

  private static final int FEW = 1;
  private static final int MANY = 5;
  private static final String INPUT = "images";

  /** Larger convolutions take long and are no more to the point. */
  private static final double MOST_GFLOPS = 0.25;

  private final int threads;
  private final int runs;

  /**
   * @param runs of each chain; the fastest counts
   */
  public OperatorTiming(int threads, int runs) {
    this.threads = threads;
    this.runs = runs;
  }

  /**
   * One convolution to time.
   *
   * @param side height and width, pixels
   */
  public record Case(Kind kind, int channels, int side, boolean rounded) {

    private int kernel() {
      return kind == Kind.POINTWISE ? 1 : 3;
    }

    private int group() {
      return kind == Kind.DEPTHWISE ? channels : 1;
    }

    double gflops() {
      return 2.0 * kernel() * kernel() * channels / group() * channels * side * side / 1e9;
    }
  }

  /** All kinds at sizes as detectors have them. */
  public static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int channels : new int[] {8, 16, 32, 64, 128, 256}) {
        for (int side : new int[] {160, 80, 40, 20, 10}) {
          for (boolean rounded : new boolean[] {false, true}) {
            Case one = new Case(kind, channels, side, rounded);
            boolean likely = channels * side <= 2560 && channels * side >= 640;
            if (likely && one.gflops() <= MOST_GFLOPS) {
              cases.add(one);
            }
          }
        }
      }
    }
    return cases;
  }

  /**
   * Times one.
   *
   * @throws DetectorException when it cannot run
   */
  public Timed time(Case wanted) throws DetectorException {
    double few = milliseconds(wanted, FEW);
    double many = milliseconds(wanted, MANY);
    double each = Math.max(1e-4, (many - few) / (MANY - FEW));
    return new Timed(
        wanted.kind(),
        wanted.channels(),
        wanted.side() * wanted.side(),
        wanted.rounded(),
        wanted.gflops(),
        each);
  }

  private double milliseconds(Case wanted, int length) throws DetectorException {
    Graph graph = chain(wanted, length);
    if (wanted.rounded()) {
      graph = rounded(graph, wanted.side());
    }
    FloatTensor input =
        FloatTensor.of(
            noise(3 * wanted.side() * wanted.side()), 1, 3, wanted.side(), wanted.side());
    double best = Double.POSITIVE_INFINITY;
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(threads);
    try (OnnxSession session = OnnxSession.open(graph.toBytes(), wanted.toString(), options)) {
      for (int i = 0; i <= runs; i++) {
        long start = System.nanoTime();
        session.run(Map.of(INPUT, input));
        double took = (System.nanoTime() - start) / 1e6;
        best = i == 0 ? best : Math.min(best, took);
      }
    }
    return best;
  }

  /** A first convolution to the channels, then so many of the kind, each with its activation. */
  private static Graph chain(Case wanted, int length) {
    GraphBuilder graph = new GraphBuilder("chain", 17);
    int channels = wanted.channels();
    String x = graph.input(INPUT, 1, 3, wanted.side(), wanted.side());
    String first = graph.initializer("first.weight", noise(channels * 3), channels, 3, 1, 1);
    x = graph.node("Conv", x, first).ints("kernel_shape", 1, 1).output("first");
    int kernel = wanted.kernel();
    long inside = channels / wanted.group();
    for (int i = 0; i < length; i++) {
      float[] values = noise((int) (channels * inside * kernel * kernel));
      String weight = graph.initializer("weight" + i, values, channels, inside, kernel, kernel);
      long pad = kernel / 2;
      x =
          graph
              .node("Conv", x, weight)
              .ints("kernel_shape", kernel, kernel)
              .ints("pads", pad, pad, pad, pad)
              .integer("group", wanted.group())
              .output("conv" + i);
      x = graph.node("Relu", x).output("relu" + i);
    }
    // one value: what is made must not be carried out of the runtime
    String mean = graph.node("GlobalAveragePool", x).output("mean");
    graph.output(mean, 1, channels, 1, 1);
    return graph.build();
  }

  private static Graph rounded(Graph graph, int side) throws DetectorException {
    DetectorSpec spec =
        new DetectorSpec(
            List.of("x"),
            InputSpec.standard(INPUT, side, side),
            new HeadSpec("yolo11", Map.of()),
            0,
            1);
    byte[] pixels = new byte[3 * side * side];
    new Random(1).nextBytes(pixels);
    Picture picture = new Picture(side, side, pixels);
    return Quantizer.watching(graph, spec, List.of(() -> picture), 1)
        .int8(Int8Recipe.of(Calibrators.named("minmax")));
  }

  private static float[] noise(int count) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() / 8;
    }
    return values;
  }
}
