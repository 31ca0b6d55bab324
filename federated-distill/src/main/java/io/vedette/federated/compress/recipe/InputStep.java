package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.input.Resized;
import java.nio.file.Path;
import java.util.List;

/**
 * The model takes pictures of another size.
 *
 * @param pixels side of its input
 */
record InputStep(int pixels) implements RecipeStep {

  static final StepKind KIND =
      new StepKind(
          "input",
          "take smaller pictures",
          List.of("pixels"),
          parameters -> new InputStep(parameters.whole("pixels", 32, 2048)));

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    return Resized.of(model, pixels, pixels);
  }
}
