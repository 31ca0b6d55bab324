package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** One thing that is done to a model. It says nothing about where the result is kept. */
public interface RecipeStep {

  /** What it looks at beside the model. */
  default Set<Requirement> needs() {
    return Set.of();
  }

  /**
   * Makes another model of one; the one that comes in is left as it was.
   *
   * @param folder for what is under way, so that it can go on; may not be there yet
   * @throws DetectorException when the model does not allow it; the message says what to do
   */
  Graph apply(Graph model, RecipeContext context, Path folder)
      throws DetectorException, IOException, InterruptedException;
}
