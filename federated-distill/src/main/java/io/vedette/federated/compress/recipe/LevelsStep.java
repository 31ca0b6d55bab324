package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.input.FewerLevels;
import java.nio.file.Path;
import java.util.List;

/**
 * The model is left before its coarsest levels.
 *
 * @param count of levels that stay, the finest
 */
record LevelsStep(int count) implements RecipeStep {

  static final StepKind KIND =
      new StepKind(
          "levels",
          "look at the finest levels only",
          List.of("count"),
          parameters -> new LevelsStep(parameters.whole("count", 1, 8)));

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    FloatModel.check(model, "left earlier");
    return FewerLevels.of(model, count);
  }
}
