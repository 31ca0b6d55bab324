package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Trains the model on labels alone.
 *
 * @param options of the training
 */
record TrainStep(StepTrainingOptions options) implements RecipeStep {

  static final StepKind KIND =
      new StepKind(
          "train",
          "learn from labels",
          StepTrainingOptions.TRAINING,
          parameters -> new TrainStep(StepTrainingOptions.of(parameters)));

  @Override
  public Set<Requirement> needs() {
    return Set.of(Requirement.TRAINING_DATA);
  }

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder)
      throws DetectorException, IOException, InterruptedException {
    FloatModel.check(model, "taught");
    return context.train(TrainingTask.onLabels(model, options), folder);
  }
}
