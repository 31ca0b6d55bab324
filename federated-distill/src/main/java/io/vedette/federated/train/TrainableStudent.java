package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Optimizer;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.head.FixedBatch;
import io.vedette.federated.train.head.RawHeadOutputs;
import io.vedette.federated.train.head.TrainableHead;
import io.vedette.federated.train.loss.DetectionLoss;
import io.vedette.federated.train.loss.LossParts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A graph with the parameters of its extra losses, and the optimizer of both. */
final class TrainableStudent implements AutoCloseable {

  private final Graph start;
  private final FixedBatch parts;
  private final TrainableHead head;
  private final DetectionLoss loss;
  private final List<ExtraLoss> extras;
  private final Set<String> wanted;
  private final Map<String, Tensor> extraParameters = new LinkedHashMap<>();
  private final TrainableGraph graph;
  private final Optimizer optimizer;
  private final Supplier<Weights> average;

  /**
   * @param steps of the whole training
   * @param average supplies the moving average of the weights
   * @throws DetectorException when the graph cannot be trained
   */
  TrainableStudent(
      Graph base,
      DetectorSpec spec,
      TrainingOptions options,
      List<ExtraLoss> extras,
      int steps,
      Supplier<Weights> average)
      throws DetectorException {
    this.average = average;
    this.start = RunningStatistics.of(steps).apply(new ConstantsAsInitializers().apply(base));
    this.parts = FixedBatch.of(base, spec.input().name());
    this.head = TrainableHead.of(start, spec);
    this.loss = new DetectionLoss(options.loss());
    this.extras = List.copyOf(extras);
    this.wanted = new LinkedHashSet<>(head.tensors());
    extras.forEach(extra -> wanted.addAll(extra.tensors()));
    if (options.augmentation().multiScale() > 0) {
      InputSizeCheck.check(base, spec);
    }
    if (!parts.divides(options.batch())) {
      throw new DetectorException(
          "the graph takes "
              + parts.size()
              + " pictures at once; give a batch that is a multiple of that, not "
              + options.batch());
    }
    Graph bare = head.withRawOutputs(start);
    FrozenWeights frozen = FrozenWeights.of(start, options.frozen());
    Set<String> learned = TrainableParameters.of(bare, head.tensors());
    learned.removeAll(UnnormalizedInput.seenBy(start, spec.input()));
    learned.removeAll(frozen.names());
    if (learned.isEmpty()) {
      throw new DetectorException("no weight is left to train: all are frozen");
    }
    this.graph = TrainableGraph.of(bare, learned::contains, frozen::contains, options.precision());
    extras.forEach(extra -> addExtra(extra.parameters()));
    Map<String, Tensor> moved = new LinkedHashMap<>(graph.parameters());
    moved.putAll(extraParameters);
    this.optimizer = options.optimizer().over(moved);
  }

  private void addExtra(Map<String, Tensor> parameters) {
    parameters.forEach(
        (name, parameter) -> {
          if (graph.parameters().containsKey(name)
              || extraParameters.putIfAbsent(name, parameter) != null) {
            throw new IllegalArgumentException("two parameters are called " + name);
          }
        });
  }

  /**
   * One optimizer step.
   *
   * @param number of the step, from 0
   * @param count steps of the whole training
   * @param rate of learning
   * @return the loss before the step
   * @throws DivergedException when the loss or its gradient is NaN or infinite
   */
  LossParts step(Batch batch, long number, long count, double rate, DivergenceDetector divergence)
      throws DetectorException {
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> tensors =
          parts.forward(graph, scope, batch.input(scope), wanted, Mode.TRAIN);
      RawHeadOutputs outputs = head.read(scope, tensors, batch.width(), batch.height());
      DetectionLoss.Value supervised = loss.of(scope, outputs, batch.targets());
      TrainingStep step = new TrainingStep(batch, outputs, tensors, number, count, average);
      double share =
          extras.stream()
              .mapToDouble(extra -> extra.supervisedShare(step.progress()))
              .reduce(1, (a, b) -> a * b);
      Tensor total = share < 1 ? supervised.total().mul(share) : supervised.total();
      double added = 0;
      for (ExtraLoss extra : extras) {
        Tensor more = extra.of(scope, step);
        added += more.item();
        total = total.add(more);
      }
      LossParts lost = supervised.parts().times(share).plus(new LossParts(0, 0, 0, added));
      divergence.loss(lost.total());
      total.backward();
      divergence.gradient(optimizer.step(rate));
      return lost;
    }
  }

  /** A copy of the graph's float initializers, running statistics too. */
  Weights weights() {
    return graph.weights();
  }

  /** A copy of the parameters of the extra losses. */
  Weights extras() {
    Map<String, Weights.Values> values = new LinkedHashMap<>();
    extraParameters.forEach(
        (name, tensor) -> values.put(name, new Weights.Values(tensor.shape(), tensor.toFloats())));
    return new Weights(values);
  }

  /** A copy of the optimizer's moments. */
  Weights moments() {
    return optimizer.state();
  }

  void restore(Checkpoint checkpoint) {
    graph.load(checkpoint.weights());
    checkpoint.extras().byName().forEach((name, v) -> parameter(name).assign(v.data()));
    optimizer.load(checkpoint.optimizer());
  }

  private Tensor parameter(String name) {
    Tensor parameter = extraParameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("no extra loss learns " + name);
    }
    return parameter;
  }

  /** The graph that was given, with other weights. */
  Graph graphWith(Weights weights) {
    return GraphWeights.into(start, weights);
  }

  @Override
  public void close() {
    optimizer.close();
    graph.close();
  }
}
