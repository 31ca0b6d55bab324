package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.OrderlyEnd;
import io.vedette.federated.Weights;
import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.example.Batches;
import io.vedette.federated.train.example.Examples;
import io.vedette.federated.train.loss.LossParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One training under way: a {@link TrainableStudent}, its moving average, and the history. */
final class TrainingRun implements AutoCloseable {

  private final DetectorSpec spec;
  private final Examples examples;
  private final TrainingOptions options;
  private final @Nullable Validation validation;
  private final int perEpoch;
  private final Schedule schedule;
  private final DivergenceDetector divergence;
  private final TrainableStudent student;
  private final OrderlyEnd end;
  private final List<EpochReport> history = new ArrayList<>();
  private ExponentialMovingAverage average;
  private Weights best;

  TrainingRun(
      Graph base,
      DetectorSpec spec,
      Examples examples,
      TrainingOptions options,
      List<ExtraLoss> extras,
      @Nullable Validation validation,
      OrderlyEnd end)
      throws DetectorException {
    this.spec = spec;
    this.examples = examples;
    this.options = options;
    this.validation = validation;
    this.perEpoch = Batches.count(examples.size(), options.batch());
    this.schedule = options.rate().over(options.epochs(), perEpoch);
    this.divergence = new DivergenceDetector(options.stopping());
    this.student =
        new TrainableStudent(base, spec, options, extras, schedule.steps(), () -> slow().weights());
    this.average = options.averaging().from(student.weights(), 0, schedule.steps());
    this.best = copy(average.weights());
    this.end = end;
  }

  private ExponentialMovingAverage slow() {
    return average;
  }

  /** Whether the training is over: after the last epoch, or by the stopping rule. */
  boolean done() {
    int patience = options.stopping().patience();
    return history.size() >= options.epochs()
        || (patience > 0 && history.size() - bestEpoch() >= patience);
  }

  /** The first of the epochs with the highest AP50; 0 before there is one. */
  private int bestEpoch() {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (EpochReport report : history) {
      if (report.ap50() > highest) {
        highest = report.ap50();
        best = report.epoch();
      }
    }
    return best;
  }

  void restore(Checkpoint checkpoint) {
    student.restore(checkpoint);
    history.addAll(checkpoint.epochs());
    long steps = (long) history.size() * perEpoch;
    average = options.averaging().from(checkpoint.average(), steps, schedule.steps());
    best = checkpoint.best();
  }

  Checkpoint checkpoint(Origin origin) {
    return new Checkpoint(
        origin,
        student.weights(),
        student.extras(),
        average.weights(),
        student.moments(),
        best,
        history);
  }

  /**
   * Runs one epoch; whether its averaged weights are the best so far.
   *
   * @throws DivergedException when it leads nowhere; what the run has of it is not worth keeping
   * @throws CancellationException when the process is to end
   */
  boolean epoch(ProgressListener listener) throws DetectorException, InterruptedException {
    int epoch = history.size() + 1;
    EpochPace pace = new EpochPace(options, epoch, perEpoch);
    Augmentation varied = options.variation().in(epoch, options.epochs());
    LossParts sum = LossParts.NONE;
    TrainingProgress last = null;
    try (Batches batches =
        new Batches(examples, spec.input(), varied, options.batch(), options.seed(), epoch)) {
      for (int step = 1; batches.hasNext(); step++) {
        check();
        int number = (epoch - 1) * perEpoch + step - 1;
        double rate = schedule.rate(number);
        sum = sum.plus(student.step(batches.next(), number, schedule.steps(), rate, divergence));
        average.update(student.weights());
        last = pace.progress(step, sum.times(1.0 / step), rate);
        listener.on(last);
      }
    }
    divergence.weights(average.weights());
    CocoMetrics report = validation == null ? null : validation.of(averagedGraph(), end::check);
    double ap50 = report == null ? Double.NaN : report.ap50();
    double ap = report == null ? Double.NaN : report.ap();
    boolean better = report == null || history.stream().allMatch(e -> ap50 > e.ap50());
    if (better) {
      best = copy(average.weights());
    }
    double rate = schedule.rate(epoch * perEpoch - 1);
    history.add(new EpochReport(epoch, sum.times(1.0 / perEpoch), ap50, ap, pace.seconds(), rate));
    if (report != null && last != null) {
      listener.on(pace.validated(last, ap50));
    }
    return better;
  }

  private void check() throws InterruptedException {
    end.check();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted");
    }
  }

  private Graph averagedGraph() {
    return student.graphWith(average.weights());
  }

  Graph bestGraph() {
    return student.graphWith(best);
  }

  List<EpochReport> history() {
    return List.copyOf(history);
  }

  TrainingResult result() {
    double seconds = history.stream().mapToDouble(EpochReport::seconds).sum();
    return new TrainingResult(
        bestGraph(), best, examples.size(), options.epochs(), history, seconds);
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
    student.close();
  }
}
