package io.vedette.benchmarks.training;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.autograd.AdamW;
import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Optimizer;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.head.HeadLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Training steps of a graph in this process, on noise: forward to the wanted tensors, the sum of
 * their mean squares, backward, AdamW.
 */
final class OwnSteps implements AutoCloseable {

  private final TrainableGraph graph;
  private final Optimizer optimizer;
  private final List<String> wanted;
  private final String input;
  private final float[] values;
  private final long[] shape;

  /**
   * @param shape of the graph's input
   */
  OwnSteps(
      Graph model, List<String> wanted, ComputePrecision precision, String input, long... shape)
      throws DetectorException {
    this.wanted = wanted;
    this.input = input;
    this.shape = shape;
    this.values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    this.graph =
        TrainableGraph.of(
            model, name -> !name.startsWith("head.bin_index"), name -> false, precision);
    this.optimizer = AdamW.over(graph.parameters(), new AdamW.Settings(0.9, 0.999, 1e-8, 0.02, 10));
  }

  /** Steps of a detector in training form, {@code batch} pictures each, to its head's logits. */
  static OwnSteps of(Graph model, int batch, ComputePrecision precision, String where)
      throws DetectorException {
    DetectorSpec spec = SpecInference.infer(model, Hints.NONE, where);
    return new OwnSteps(
        model,
        HeadLayout.of(spec).tensors(),
        precision,
        spec.input().name(),
        batch,
        3,
        spec.input().height(),
        spec.input().width());
  }

  /** Runs some steps, the first of which are not counted. */
  StepTimes run(int steps, int warmup) {
    StepTimes times = new StepTimes();
    for (int i = -warmup; i < steps; i++) {
      long start;
      long forward;
      long backward;
      long update;
      try (Scope scope = Scope.open()) {
        Map<String, Tensor> inputs = Map.of(input, scope.tensor(values, shape));
        Tensor loss = scope.full(0);
        start = System.nanoTime();
        for (Tensor logits : graph.forward(scope, inputs, wanted, Mode.TRAIN).values()) {
          loss = loss.add(logits.square().mean());
        }
        double value = loss.item();
        forward = System.nanoTime();
        loss.backward();
        backward = System.nanoTime();
        optimizer.step(Double.isFinite(value) ? 1e-4 : 0);
        update = System.nanoTime();
      }
      long end = System.nanoTime();
      if (i >= 0) {
        times.add(
            (forward - start) / 1e6,
            (backward - forward) / 1e6,
            (update - backward) / 1e6,
            (end - start) / 1e6);
      }
    }
    return times;
  }

  @Override
  public void close() {
    optimizer.close();
    graph.close();
  }
}
