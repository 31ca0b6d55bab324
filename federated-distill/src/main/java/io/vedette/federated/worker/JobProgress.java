package io.vedette.federated.worker;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.TrainingListener;
import io.vedette.federated.train.TrainingProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts a job's work, stage by stage, and reports it as {@link Progress}. For one thread. */
final class JobProgress implements TrainingListener {

  static final String TRAINING = "training";

  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final Consumer<Progress> listener;

  /** Work that stages still have before them; a stage that is over has none. */
  private final Map<String, Long> left = new LinkedHashMap<>();

  private String stage = "preparing";
  private int epoch;
  private int epochs;
  private double loss = Double.NaN;
  private long steps;
  private long stepsPerEpoch;
  private long workOfStep = 1;
  private double epochSeconds;
  private int checkpointed;
  private long reportedAt;

  JobProgress(Consumer<Progress> listener) {
    this.listener = listener;
    report();
  }

  /** Announces the training; a step is one unit of work. */
  JobProgress planTraining(int rounds, int stepsOfEach) {
    return planTraining(rounds, stepsOfEach, 1);
  }

  /**
   * Announces the training.
   *
   * @param workOfStep units of work of one step, in the units of the other stages
   */
  JobProgress planTraining(int rounds, int stepsOfEach, long workOfStep) {
    this.workOfStep = workOfStep;
    stepsPerEpoch = stepsOfEach;
    return plan(TRAINING, rounds * stepsOfEach * workOfStep);
  }

  /** Announces a stage that will come. */
  JobProgress plan(String name, long work) {
    left.put(name, work);
    return this;
  }

  /** Begins a stage. What the one before did not need is not waited for any more. */
  void begin(String name) {
    left.remove(stage);
    stage = name;
    epoch = 0;
    epochs = 0;
    loss = Double.NaN;
    report();
  }

  /** One picture was looked at. */
  void looked() {
    work(1);
    reportIfDue();
  }

  private void work(long done) {
    steps += done;
    left.computeIfPresent(stage, (name, rest) -> Math.max(0, rest - done));
  }

  @Override
  public void onStart(List<EpochReport> before, Dataset shown) {
    begin(TRAINING);
    work(before.size() * stepsPerEpoch * workOfStep);
    finished(before);
    report();
  }

  @Override
  public void onStep(TrainingProgress training) {
    work(workOfStep);
    epoch = training.epoch();
    epochs = training.epochs();
    loss = training.loss().total();
    reportIfDue();
  }

  @Override
  public void onEpoch(List<EpochReport> history, @Nullable Graph better) {
    finished(history);
    report();
  }

  private void finished(List<EpochReport> history) {
    checkpointed = history.size();
    epochSeconds = history.isEmpty() ? 0 : history.get(history.size() - 1).seconds();
  }

  private void reportIfDue() {
    if (System.nanoTime() - reportedAt >= PAUSE_NANOS) {
      report();
    }
  }

  private void report() {
    reportedAt = System.nanoTime();
    long rest = left.values().stream().mapToLong(Long::longValue).sum();
    listener.accept(
        new Progress(
            stage,
            epoch,
            epochs,
            loss,
            steps,
            left.isEmpty() ? 0 : steps + rest,
            epochSeconds,
            checkpointed));
  }
}
