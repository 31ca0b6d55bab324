package io.vedette.federated.compress.recipe;

/** Pictures that a step looks at beside the model: with others it would make another model. */
public enum Ingredient {
  /** Without labels, on which INT8 ranges are watched. */
  CALIBRATION,
  /** From which is learned, and by which importance is told. */
  LESSONS
}
