package io.vedette.federated.train;

import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.loss.DetectionLoss;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a detector is trained.
 *
 * @param epochs passes over the data
 * @param batch pictures per step
 * @param seed of order and variation
 * @param optimizer the rule that moves the weights
 * @param rate how far it moves them
 * @param averaging of the weights over the steps
 * @param variation of the pictures over the epochs
 * @param frozen patterns of names of initializers that stay as they are, as {@code backbone.*}
 * @param stopping before the last epoch
 * @param loss what each part counts
 * @param precision of the network's numbers while it learns
 * @param cacheBytes of decoded pictures that may stay in memory
 */
public record TrainingOptions(
    int epochs,
    int batch,
    long seed,
    OptimizerSettings optimizer,
    LearningRate rate,
    WeightAveraging averaging,
    PictureVariation variation,
    List<String> frozen,
    StoppingRule stopping,
    DetectionLoss.Weights loss,
    ComputePrecision precision,
    long cacheBytes) {

  public TrainingOptions {
    Checks.require(epochs >= 1 && epochs <= 100_000, "epochs", epochs);
    Checks.require(batch >= 1 && batch <= 1024, "batch", batch);
    Checks.require(cacheBytes >= 0, "cache bytes", cacheBytes);
    frozen = List.copyOf(frozen);
  }

  /** For a network that knows nothing yet. */
  public static TrainingOptions fromScratch(int epochs, int batch, long seed) {
    return new TrainingOptions(
        epochs,
        batch,
        seed,
        OptimizerKind.ADAMW.usualSettings(),
        new LearningRate(OptimizerKind.ADAMW.usualRate(), 0.01, Math.min(2, epochs / 10.0)),
        new WeightAveraging(0.9998, 2000),
        new PictureVariation(Augmentation.UPRIGHT, Math.max(1, epochs / 5)),
        List.of(),
        StoppingRule.DEFAULT,
        DetectionLoss.Weights.DEFAULT,
        ComputePrecision.FLOAT32,
        512L << 20);
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

  /** How pictures are varied. */
  public Augmentation augmentation() {
    return variation.augmentation();
  }

  public TrainingOptions withLearningRate(double peak) {
    return withRate(rate.withPeak(peak));
  }

  public TrainingOptions withWarmupEpochs(double rising) {
    return withRate(rate.withWarmupEpochs(rising));
  }

  public TrainingOptions withAugmentation(Augmentation other) {
    return withVariation(variation.withAugmentation(other));
  }

  /** Another optimizer with its usual settings; the learning rate stays. */
  public TrainingOptions withOptimizer(OptimizerKind kind) {
    return withOptimizer(kind.usualSettings());
  }

  public TrainingOptions withOptimizer(OptimizerSettings other) {
    return with(parts -> parts.optimizer = other);
  }

  public TrainingOptions withRate(LearningRate other) {
    return with(parts -> parts.rate = other);
  }

  public TrainingOptions withAveraging(WeightAveraging other) {
    return with(parts -> parts.averaging = other);
  }

  public TrainingOptions withVariation(PictureVariation other) {
    return with(parts -> parts.variation = other);
  }

  public TrainingOptions withFrozen(List<String> patterns) {
    return with(parts -> parts.frozen = patterns);
  }

  public TrainingOptions withStopping(StoppingRule other) {
    return with(parts -> parts.stopping = other);
  }

  public TrainingOptions withPrecision(ComputePrecision other) {
    return with(parts -> parts.precision = other);
  }

  private TrainingOptions with(Consumer<Parts> change) {
    Parts parts = new Parts(this);
    change.accept(parts);
    return parts.together();
  }

  /** What withers change. */
  private static final class Parts {
    private final TrainingOptions from;
    private OptimizerSettings optimizer;
    private LearningRate rate;
    private WeightAveraging averaging;
    private PictureVariation variation;
    private List<String> frozen;
    private StoppingRule stopping;
    private DetectionLoss.Weights loss;
    private ComputePrecision precision;

    Parts(TrainingOptions from) {
      this.from = from;
      optimizer = from.optimizer;
      rate = from.rate;
      averaging = from.averaging;
      variation = from.variation;
      frozen = from.frozen;
      stopping = from.stopping;
      loss = from.loss;
      precision = from.precision;
    }

    TrainingOptions together() {
      return new TrainingOptions(
          from.epochs,
          from.batch,
          from.seed,
          optimizer,
          rate,
          averaging,
          variation,
          frozen,
          stopping,
          loss,
          precision,
          from.cacheBytes);
    }
  }
}
