package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import java.util.List;

/**
 * A step that recipes may have.
 *
 * @param name as in the recipe
 * @param purpose a few words for people
 * @param keys names of its parameters
 * @param form makes the step
 */
public record StepKind(String name, String purpose, List<String> keys, Form form) {

  /** Makes a step of what the recipe says. */
  @FunctionalInterface
  public interface Form {

    /**
     * @throws DetectorException when a parameter is missing or out of its range
     */
    RecipeStep of(StepParameters parameters) throws DetectorException;
  }

  public StepKind {
    keys = List.copyOf(keys);
  }
}
