package io.vedette.federated.train;

import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.loss.DetectionLoss;

/**
 * How a detector is trained.
 *
 * @param epochs passes over the data
 * @param batch pictures per step
 * @param optimizer which rule moves the weights
 * @param learningRate peak of the {@link Schedule}
 * @param finalShare of the peak that is left in the last step
 * @param warmupEpochs of rising rate; fractions are fine
 * @param weightDecay of weights, not of biases and normalizations
 * @param gradientNorm longer gradients are cut to this length
 * @param emaDecay of the {@link ExponentialMovingAverage}
 * @param augmentation how pictures are varied
 * @param plainEpochs at the end, without mosaics
 * @param loss what each part counts
 * @param cacheBytes of decoded pictures that may stay in memory
 * @param seed of order and variation
 */
public record TrainingOptions(
    int epochs,
    int batch,
    OptimizerKind optimizer,
    double learningRate,
    double finalShare,
    double warmupEpochs,
    double weightDecay,
    double gradientNorm,
    double emaDecay,
    Augmentation augmentation,
    int plainEpochs,
    DetectionLoss.Weights loss,
    long cacheBytes,
    long seed) {

  public TrainingOptions {
    require(epochs >= 1 && epochs <= 100_000, "epochs", epochs);
    require(batch >= 1 && batch <= 1024, "batch", batch);
    require(learningRate > 0 && learningRate <= 10, "learning rate", learningRate);
    require(warmupEpochs >= 0, "warm-up epochs", warmupEpochs);
    require(gradientNorm > 0, "gradient norm", gradientNorm);
    require(emaDecay >= 0 && emaDecay < 1, "EMA decay", emaDecay);
    require(cacheBytes >= 0, "cache bytes", cacheBytes);
  }

  private static void require(boolean fine, String what, double value) {
    if (!fine) {
      throw new IllegalArgumentException(what + " of " + value + " makes no sense");
    }
  }

  /** For a network with fresh weights. */
  public static TrainingOptions fromScratch(int epochs, int batch, long seed) {
    return new TrainingOptions(
        epochs,
        batch,
        OptimizerKind.ADAMW,
        2e-3,
        0.01,
        Math.min(2, epochs / 10.0),
        0.02,
        10,
        0.9998,
        Augmentation.UPRIGHT,
        Math.max(1, epochs / 5),
        DetectionLoss.Weights.DEFAULT,
        512L << 20,
        seed);
  }

  /**
   * For a network that already knows its task and meets new pictures: a smaller rate, a short
   * warm-up, no mosaics. Used for local updates and re-distillation.
   */
  public static TrainingOptions fineTuning(int epochs, int batch, double learningRate, long seed) {
    return fromScratch(epochs, batch, seed)
        .withLearningRate(learningRate)
        .withWarmupEpochs(Math.min(0.5, epochs / 10.0))
        .withAugmentation(Augmentation.UPRIGHT.withMosaic(0));
  }

  public TrainingOptions withLearningRate(double rate) {
    return new TrainingOptions(
        epochs,
        batch,
        optimizer,
        rate,
        finalShare,
        warmupEpochs,
        weightDecay,
        gradientNorm,
        emaDecay,
        augmentation,
        plainEpochs,
        loss,
        cacheBytes,
        seed);
  }

  public TrainingOptions withWarmupEpochs(double rising) {
    return new TrainingOptions(
        epochs,
        batch,
        optimizer,
        learningRate,
        finalShare,
        rising,
        weightDecay,
        gradientNorm,
        emaDecay,
        augmentation,
        plainEpochs,
        loss,
        cacheBytes,
        seed);
  }

  public TrainingOptions withAugmentation(Augmentation other) {
    return new TrainingOptions(
        epochs,
        batch,
        optimizer,
        learningRate,
        finalShare,
        warmupEpochs,
        weightDecay,
        gradientNorm,
        emaDecay,
        other,
        plainEpochs,
        loss,
        cacheBytes,
        seed);
  }

  public TrainingOptions withOptimizer(OptimizerKind kind) {
    return new TrainingOptions(
        epochs,
        batch,
        kind,
        learningRate,
        finalShare,
        warmupEpochs,
        weightDecay,
        gradientNorm,
        emaDecay,
        augmentation,
        plainEpochs,
        loss,
        cacheBytes,
        seed);
  }
}
