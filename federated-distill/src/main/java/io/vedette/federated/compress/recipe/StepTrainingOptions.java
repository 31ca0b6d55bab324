package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.federated.distill.DistillationLoss;
import io.vedette.federated.distill.DistillationTerms;
import io.vedette.federated.distill.SampleWeighting;
import io.vedette.federated.distill.Temperature;
import io.vedette.federated.train.OptimizerKind;
import io.vedette.federated.train.PictureVariation;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.example.Augmentation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How a step of a recipe trains, under the names and with the defaults that {@code vedette train}
 * and {@code vedette distill} have.
 */
public final class StepTrainingOptions {

  /** Of every training. */
  static final List<String> TRAINING =
      List.of(
          "epochs",
          "batch",
          "lr",
          "optimizer",
          "labelled-share",
          "mosaic",
          "copy-paste",
          "multi-scale",
          "variations",
          "any-way-up",
          "patience",
          "freeze",
          "seed");

  /** Of every training, and of learning from a teacher. */
  static final List<String> TEACHING =
      Stream.concat(
              TRAINING.stream(),
              Stream.of("losses", "temperature", "alpha", "emphasis", "threshold", "black-box"))
          .toList();

  private final StepParameters values;

  private StepTrainingOptions(StepParameters values) {
    this.values = values;
  }

  /**
   * Reads them.
   *
   * @throws DetectorException naming the step and the key when a value is wrong
   */
  static StepTrainingOptions of(StepParameters values) throws DetectorException {
    values.whole("epochs", 1, 100_000);
    StepTrainingOptions options = new StepTrainingOptions(values);
    options.training(true, 1e-3);
    options.loss();
    options.labelledShare(1);
    options.threshold();
    options.blackBox();
    return options;
  }

  /**
   * Options of the training.
   *
   * @param fresh whether the network has learned nothing yet
   * @param usualRate of learning, for one that has
   */
  public TrainingOptions training(boolean fresh, double usualRate) throws DetectorException {
    int epochs = values.whole("epochs", 1, 100_000);
    int batch = values.whole("batch", 16, 1, 1024);
    TrainingOptions usual =
        fresh
            ? TrainingOptions.fromScratch(epochs, batch, seed())
            : TrainingOptions.fineTuning(epochs, batch, usualRate, seed());
    OptimizerKind optimizer = named(OptimizerKind.class, "optimizer", OptimizerKind.ADAMW);
    double rate = fresh ? optimizer.usualRate() : usual.rate().peak();
    return usual
        .withOptimizer(optimizer)
        .withLearningRate(values.number("lr", rate, 1e-9, 10))
        .withFrozen(values.text("freeze").stream().toList())
        .withStopping(usual.stopping().withPatience(values.whole("patience", 0, 0, 100_000)))
        .withVariation(variation(usual.variation()));
  }

  private PictureVariation variation(PictureVariation usual) throws DetectorException {
    Augmentation augmentation = usual.augmentation();
    return usual.withAugmentation(
        augmentation
            .withTurns(values.yes("any-way-up"))
            .withMosaic(values.number("mosaic", augmentation.mosaic(), 0, 1))
            .withCopyPaste(values.number("copy-paste", 0, 0, 1))
            .withMultiScale(values.number("multi-scale", 0, 0, 0.9))
            .withVariations(variations()));
  }

  /** The loss between student and teacher. */
  public DistillationLoss.Settings loss() throws DetectorException {
    SampleWeighting emphasis = named(SampleWeighting.class, "emphasis", SampleWeighting.EVEN);
    double alpha = values.number("alpha", 0.5, 0, 1);
    return new DistillationLoss.Settings(terms(), alpha, temperature(), emphasis, seed());
  }

  private DistillationTerms terms() throws DetectorException {
    try {
      return DistillationTerms.parse(values.text("losses").orElse(DistillationTerms.USUAL));
    } catch (DetectorException e) {
      throw values.wrong("losses", String.valueOf(e.getMessage()));
    }
  }

  private Temperature temperature() throws DetectorException {
    try {
      return Temperature.parse(values.text("temperature").orElse("2"));
    } catch (IllegalArgumentException e) {
      throw values.wrong("temperature", String.valueOf(e.getMessage()));
    }
  }

  /**
   * The share of the pictures whose labels count, 0 to 1.
   *
   * @param otherwise where the recipe gives none
   */
  public double labelledShare(double otherwise) throws DetectorException {
    return values.number("labelled-share", otherwise, 0, 1);
  }

  /** Score from which the teacher's boxes are labels, 0 to 1. */
  public double threshold() throws DetectorException {
    return values.number("threshold", 0.4, 0, 1);
  }

  /** Whether only the teacher's boxes are used. */
  public boolean blackBox() throws DetectorException {
    return values.yes("black-box");
  }

  /** How many forms a picture takes, the same ones over and over; 0: new ones in every epoch. */
  public int variations() throws DetectorException {
    return values.whole("variations", 0, 0, 100_000);
  }

  /** Of weights, order and variation. */
  public long seed() throws DetectorException {
    return values.whole("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private <E extends Enum<E>> E named(Class<E> kind, String key, E otherwise)
      throws DetectorException {
    String name = values.text(key).orElse(otherwise.name()).toUpperCase(Locale.ROOT);
    try {
      return Enum.valueOf(kind, name);
    } catch (IllegalArgumentException e) {
      throw values.wrong(
          key,
          "'"
              + name.toLowerCase(Locale.ROOT)
              + "' is not known; use one of "
              + Stream.of(kind.getEnumConstants())
                  .map(value -> value.name().toLowerCase(Locale.ROOT))
                  .toList());
    }
  }
}
