package io.vedette.federated.train;

/**
 * The learning rate in terms of epochs; a {@link Schedule} in terms of steps comes of it.
 *
 * @param peak the largest rate
 * @param finalShare of the peak that is left in the last step
 * @param warmupEpochs of rising rate; fractions are fine
 */
public record LearningRate(double peak, double finalShare, double warmupEpochs) {

  public LearningRate {
    Checks.require(peak > 0 && peak <= 10, "learning rate", peak);
    Checks.require(finalShare >= 0 && finalShare <= 1, "final share of the rate", finalShare);
    Checks.require(warmupEpochs >= 0, "warm-up epochs", warmupEpochs);
  }

  public LearningRate withPeak(double other) {
    return new LearningRate(other, finalShare, warmupEpochs);
  }

  public LearningRate withWarmupEpochs(double other) {
    return new LearningRate(peak, finalShare, other);
  }

  Schedule over(int epochs, int stepsPerEpoch) {
    int warmup = (int) Math.round(warmupEpochs * stepsPerEpoch);
    return new Schedule(peak, finalShare, warmup, epochs * stepsPerEpoch);
  }
}
