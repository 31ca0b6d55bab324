package io.vedette.cloud.distillation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How aggregated students are re-distilled. What is missing takes its default.
 *
 * @param minTraining frames with a verdict, not held out; with fewer a distillation waits (16)
 * @param maxTraining at most this many, the newest (400)
 * @param rehearsalShare share of these that are frames of all times in place of the newest, 0 to 1;
 *     negative: none (0.3)
 * @param minValidation held-out audits; with fewer a distillation waits (8)
 * @param maxValidation at most this many audits, and as many hard frames, the newest of each (200)
 * @param epochs passes over the dataset (4)
 * @param batch pictures per step (8)
 * @param learningRate peak of the schedule; 0: by the student's graph, 0.001 with batch
 *     normalizations and 0.0001 without (0)
 * @param temperature softens dense targets (4)
 * @param alpha weight of dense targets against verdicts, 0 to 1 (0.7)
 * @param exitLoss share of the found objects, and AP50, that devices may lose by looking at fewer
 *     levels, 0 to 1; 0: none are left out, as what comes next week may need them (0)
 * @param patience a distiller may always be silent this long, and longer where its reports come
 *     further apart (5 min)
 * @param attempts a job is given up after so many in a row that got no further (3)
 * @param workerGrace a distiller that went away may come back within this time (30 s)
 * @param seed of the shuffle and the augmentation (1)
 */
public record DistillationConfig(
    int minTraining,
    int maxTraining,
    double rehearsalShare,
    int minValidation,
    int maxValidation,
    int epochs,
    int batch,
    double learningRate,
    double temperature,
    double alpha,
    double exitLoss,
    Duration patience,
    int attempts,
    Duration workerGrace,
    long seed) {

  public DistillationConfig(
      int minTraining,
      int maxTraining,
      double rehearsalShare,
      int minValidation,
      int maxValidation,
      int epochs,
      int batch,
      double learningRate,
      double temperature,
      double alpha,
      double exitLoss,
      @Nullable Duration patience,
      int attempts,
      @Nullable Duration workerGrace,
      long seed) {
    this.minTraining = minTraining > 0 ? minTraining : 16;
    this.maxTraining = maxTraining > 0 ? maxTraining : 400;
    if (!(rehearsalShare < 1)) {
      throw new IllegalArgumentException(
          "distillation: rehearsalShare is a share, from 0 to below 1, not " + rehearsalShare);
    }
    this.rehearsalShare = rehearsalShare == 0 ? 0.3 : Math.max(-1, rehearsalShare);
    this.minValidation = minValidation > 0 ? minValidation : 8;
    this.maxValidation = maxValidation > 0 ? maxValidation : 200;
    this.epochs = epochs > 0 ? epochs : 4;
    this.batch = batch > 0 ? batch : 8;
    this.learningRate = Math.max(0, learningRate);
    this.temperature = temperature > 0 ? temperature : 4;
    this.alpha = alpha > 0 ? alpha : 0.7;
    if (!(exitLoss >= 0 && exitLoss < 1)) {
      throw new IllegalArgumentException(
          "distillation: exitLoss is a share, from 0 to below 1, not " + exitLoss);
    }
    this.exitLoss = exitLoss;
    this.patience = patience == null ? Duration.ofMinutes(5) : patience;
    this.attempts = attempts > 0 ? attempts : 3;
    this.workerGrace = workerGrace == null ? Duration.ofSeconds(30) : workerGrace;
    this.seed = seed == 0 ? 1 : seed;
  }

  /** How many frames of all times a training has. */
  int maxRehearsal() {
    return (int) Math.round(Math.max(0, rehearsalShare) * maxTraining);
  }

  public static DistillationConfig defaults() {
    return new DistillationConfig(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 0, null, 0);
  }
}
