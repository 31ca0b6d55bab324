package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.Weights;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Optimizer;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.example.Batches;
import io.vedette.federated.train.example.Examples;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.HeadLayout;
import io.vedette.federated.train.head.HeadOutputs;
import io.vedette.federated.train.loss.DetectionLoss;
import io.vedette.federated.train.loss.LossParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One training under way: weights, their slow copy, the optimizer's state, and the history. */
final class TrainingRun implements AutoCloseable {

  private final DetectorSpec spec;
  private final HeadLayout layout;
  private final AnchorGrid grid;
  private final Examples examples;
  private final TrainingOptions options;
  private final List<ExtraLoss> extras;
  private final @Nullable Validation validation;
  private final TrainableGraph graph;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final DetectionLoss loss;
  private final Set<String> wanted;
  private final OrderlyEnd end = new OrderlyEnd();
  private final List<EpochReport> history = new ArrayList<>();
  private ExponentialMovingAverage average;
  private Weights best;

  TrainingRun(
      Graph base,
      DetectorSpec spec,
      Examples examples,
      TrainingOptions options,
      List<ExtraLoss> extras,
      @Nullable Validation validation)
      throws DetectorException {
    this.spec = spec;
    this.layout = HeadLayout.of(spec);
    this.grid = layout.grid(spec.input().width(), spec.input().height());
    this.examples = examples;
    this.options = options;
    this.extras = List.copyOf(extras);
    this.validation = validation;
    this.loss = new DetectionLoss(options.loss());
    this.wanted = new LinkedHashSet<>(layout.tensors());
    extras.forEach(extra -> wanted.addAll(extra.tensors()));
    Set<String> learned = TrainableParameters.of(base, layout.tensors());
    int perEpoch = Batches.count(examples.size(), options.batch());
    int warmup = (int) Math.round(options.warmupEpochs() * perEpoch);
    int steps = options.epochs() * perEpoch;
    this.graph = TrainableGraph.of(RunningStatistics.of(steps).apply(base), learned::contains);
    this.optimizer = options.optimizer().over(learned(), options);
    this.schedule = new Schedule(options.learningRate(), options.finalShare(), warmup, steps);
    this.average = averageFrom(graph.weights(), 0);
    this.best = copy(average.weights());
  }

  /** The graph's parameters, and what the extra losses learn beside it. */
  private Map<String, Tensor> learned() {
    Map<String, Tensor> all = new LinkedHashMap<>(graph.parameters());
    for (ExtraLoss extra : extras) {
      extra
          .parameters()
          .forEach(
              (name, parameter) -> {
                if (all.putIfAbsent(name, parameter) != null) {
                  throw new IllegalArgumentException("two parameters are called " + name);
                }
              });
    }
    return all;
  }

  private ExponentialMovingAverage averageFrom(Weights weights, long step) {
    // it looks back over a twentieth of the training at most, so that short ones forget their start
    double decay = Math.min(options.emaDecay(), Math.max(0.5, 1 - 20.0 / schedule.steps()));
    double ramp = Math.min(2000, Math.max(1, schedule.steps() / 10.0));
    return new ExponentialMovingAverage(weights, decay, ramp, step);
  }

  boolean done() {
    return history.size() >= options.epochs();
  }

  void restore(Checkpoint checkpoint) {
    graph.load(checkpoint.weights());
    optimizer.load(checkpoint.optimizer());
    history.addAll(checkpoint.epochs());
    average = averageFrom(checkpoint.average(), (long) history.size() * perEpoch());
    best = checkpoint.best();
  }

  Checkpoint checkpoint() {
    return new Checkpoint(
        graph.weights(), average.weights(), optimizer.state(), best, List.copyOf(history));
  }

  private int perEpoch() {
    return Batches.count(examples.size(), options.batch());
  }

  /** Runs one epoch; whether its averaged weights are the best so far. */
  boolean epoch(ProgressListener listener) throws DetectorException, InterruptedException {
    int epoch = history.size() + 1;
    Pace pace = new Pace(options, epoch, perEpoch());
    boolean plain = epoch > options.epochs() - options.plainEpochs();
    Augmentation varied = plain ? options.augmentation().withMosaic(0) : options.augmentation();
    LossParts sum = LossParts.NONE;
    TrainingProgress last = null;
    try (Batches batches =
        new Batches(examples, spec.input(), varied, options.batch(), options.seed(), epoch)) {
      for (int step = 1; batches.hasNext(); step++) {
        double rate = schedule.rate((epoch - 1) * batches.count() + step - 1);
        sum = sum.plus(step(batches.next(), (epoch - 1L) * batches.count() + step - 1, rate));
        average.update(graph.weights());
        last = pace.progress(step, sum.times(1.0 / step), rate);
        listener.on(last);
      }
    }
    CocoMetrics report = validation == null ? null : validation.of(averagedGraph());
    double ap50 = report == null ? Double.NaN : report.ap50();
    double ap = report == null ? Double.NaN : report.ap();
    boolean better = report == null || history.stream().allMatch(e -> ap50 > e.ap50());
    if (better) {
      best = copy(average.weights());
    }
    history.add(new EpochReport(epoch, sum.times(1.0 / perEpoch()), ap50, ap, pace.seconds()));
    if (report != null && last != null) {
      listener.on(pace.validated(last, ap50));
    }
    return better;
  }

  private LossParts step(Batch batch, long number, double rate)
      throws DetectorException, InterruptedException {
    end.check();
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> inputs = Map.of(spec.input().name(), batch.input(scope));
      Map<String, Tensor> tensors = graph.forward(scope, inputs, wanted, Mode.TRAIN);
      HeadOutputs outputs = HeadOutputs.of(tensors, layout, grid);
      DetectionLoss.Value supervised = loss.of(scope, outputs, batch.targets());
      Tensor total = supervised.total();
      double share =
          extras.stream().mapToDouble(ExtraLoss::supervisedShare).reduce(1, (a, b) -> a * b);
      if (share < 1) {
        total = total.mul(share);
      }
      double added = 0;
      for (ExtraLoss extra : extras) {
        Tensor more =
            extra.of(scope, new TrainingStep(batch, outputs, tensors, number, schedule.steps()));
        added += more.item();
        total = total.add(more);
      }
      LossParts parts = supervised.parts().times(share).plus(new LossParts(0, 0, 0, added));
      if (!Double.isFinite(parts.total())) {
        throw new DetectorException(
            "the loss is no longer a number; lower the learning rate of " + options.learningRate());
      }
      total.backward();
      optimizer.step(rate);
      return parts;
    }
  }

  private Graph averagedGraph() {
    return graphWith(average.weights());
  }

  Graph bestGraph() {
    return graphWith(best);
  }

  private Graph graphWith(Weights weights) {
    Weights own = graph.weights();
    graph.load(weights);
    try {
      return graph.toGraph();
    } finally {
      graph.load(own);
    }
  }

  TrainingResult result() {
    double seconds = history.stream().mapToDouble(EpochReport::seconds).sum();
    return new TrainingResult(bestGraph(), best, examples.size(), history, seconds);
  }

  private static Weights copy(Weights weights) {
    Map<String, Weights.Values> copy = new LinkedHashMap<>();
    weights
        .byName()
        .forEach((name, v) -> copy.put(name, new Weights.Values(v.shape(), v.data().clone())));
    return new Weights(copy);
  }

  @Override
  public void close() {
    optimizer.close();
    graph.close();
    end.close();
  }
}
