package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model learns from labels alone.
 *
 * @param options of the training
 */
record TrainStep(Map<String, Object> options) implements RecipeStep {

  /** As {@code vedette train} calls them. */
  static final List<String> OPTIONS =
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

  static final StepKind KIND = new StepKind("train", "learn from labels", OPTIONS, TrainStep::of);

  private static TrainStep of(StepParameters parameters) throws DetectorException {
    parameters.whole("epochs", 1, 100_000);
    return new TrainStep(parameters.only(OPTIONS));
  }

  @Override
  public Set<Requirement> needs() {
    return Set.of(Requirement.LESSONS);
  }

  @Override
  public Graph apply(Graph model, RecipeContext bench, Path folder)
      throws DetectorException, IOException, InterruptedException {
    FloatModel.check(model, "taught");
    return bench.taught(new TrainingTask(null, model, null, options), folder);
  }
}
