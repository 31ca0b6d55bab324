package io.vedette.federated.train;

import io.vedette.federated.train.loss.LossParts;
import java.time.Duration;
import java.util.OptionalDouble;

/** The speed of an epoch, and the time that the training will still take. */
final class EpochPace {

  private final TrainingOptions options;
  private final int epoch;
  private final int steps;
  private final long start = System.nanoTime();

  EpochPace(TrainingOptions options, int epoch, int steps) {
    this.options = options;
    this.epoch = epoch;
    this.steps = steps;
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  TrainingProgress progress(int step, LossParts mean, double rate) {
    double perStep = seconds() / step;
    long stepsLeft = (long) (options.epochs() - epoch) * steps + (steps - step);
    Duration left = Duration.ofMillis((long) (stepsLeft * perStep * 1000));
    return new TrainingProgress(
        epoch,
        options.epochs(),
        step,
        steps,
        mean,
        rate,
        options.batch() / perStep,
        left,
        OptionalDouble.empty());
  }

  TrainingProgress validated(TrainingProgress last, double ap50) {
    return new TrainingProgress(
        last.epoch(),
        last.epochs(),
        last.step(),
        last.steps(),
        last.loss(),
        last.learningRate(),
        last.examplesPerSecond(),
        last.left(),
        OptionalDouble.of(ap50));
  }
}
