package io.vedette.federated.autograd;

import io.vedette.detector.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The speed of a training step of a small detector-like net, GFLOP/s of its convolutions (two per
 * multiplication, backward counted as twice forward). Not a test: run its main with the allocator
 * environment of the training process.
 */
final class StepBenchmark {

  private static final int BATCH = 8;
  private static final int SIZE = 320;

  private final Graphs graphs = new Graphs(7);
  private double flops;
  private int nodes;

  private StepBenchmark() {}

  private String block(String input, int from, int to, int kernel, int stride, int size) {
    String output = "n" + nodes++;
    graphs.block(input, output, from, to, kernel, stride);
    double places = (double) (size / stride) * (size / stride);
    flops += 2.0 * BATCH * places * from * to * kernel * kernel;
    return output;
  }

  /** Split, two residual 3x3 pairs, concat, 1x1: the shape of a C3k2. */
  private String stage(String input, int channels, int size) {
    String entry = block(input, channels, channels, 1, 1, size);
    String left = "n" + nodes++;
    String right = "n" + nodes++;
    graphs.node("Split", List.of(entry), List.of(left, right), Graphs.integer("axis", 1));
    String first = block(right, channels / 2, channels / 4, 3, 1, size);
    String second = block(first, channels / 4, channels / 2, 3, 1, size);
    String sum = "n" + nodes++;
    graphs.node("Add", List.of(right, second), List.of(sum));
    String all = "n" + nodes++;
    graphs.node("Concat", List.of(left, right, sum), List.of(all), Graphs.integer("axis", 1));
    return block(all, channels * 3 / 2, channels, 1, 1, size);
  }

  private Graph graph() {
    graphs.input("x");
    String x = block("x", 3, 16, 3, 2, SIZE);
    x = block(x, 16, 32, 3, 2, SIZE / 2);
    x = stage(x, 32, SIZE / 4);
    x = block(x, 32, 64, 3, 2, SIZE / 4);
    x = stage(x, 64, SIZE / 8);
    x = block(x, 64, 128, 3, 2, SIZE / 8);
    x = stage(x, 128, SIZE / 16);
    x = block(x, 128, 128, 3, 2, SIZE / 16);
    x = stage(x, 128, SIZE / 32);
    graphs.node("GlobalAveragePool", List.of(x), List.of("y")).output("y");
    return graphs.build();
  }

  public static void main(String[] arguments) throws Exception {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    StepBenchmark benchmark = new StepBenchmark();
    Random random = new Random(1);
    float[] pixels = new float[BATCH * 3 * SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    try (TrainableGraph graph = TrainableGraph.of(benchmark.graph(), name -> true);
        Optimizer optimizer = Sgd.over(graph.parameters(), new Sgd.Settings(0.9, true, 5e-4, 10))) {
      System.out.printf(
          "%d parameters in %d tensors, %.2f GFLOP forward%n",
          graph.weights().size(), graph.parameters().size(), benchmark.flops / 1e9);
      for (int i = 0; i < steps; i++) {
        long start = System.nanoTime();
        long forward;
        long backward;
        long update;
        try (Scope scope = Scope.open()) {
          Map<String, Tensor> inputs = Map.of("x", scope.tensor(pixels, BATCH, 3, SIZE, SIZE));
          Tensor loss =
              graph.forward(scope, inputs, List.of("y"), Mode.TRAIN).get("y").square().mean();
          loss.item();
          forward = System.nanoTime();
          loss.backward();
          backward = System.nanoTime();
          optimizer.step(1e-3);
          update = System.nanoTime();
        }
        long end = System.nanoTime();
        System.out.printf(
            "step %5.0f ms: forward %5.0f, backward %5.0f, update %4.1f, free %4.1f; %.1f GFLOP/s%n",
            (end - start) / 1e6,
            (forward - start) / 1e6,
            (backward - forward) / 1e6,
            (update - backward) / 1e6,
            (end - update) / 1e6,
            3 * benchmark.flops / (end - start));
      }
    }
  }
}
