package io.vedette.federated.compress.recipe;

/** What a step looks at beside the model: with others it would make another model. */
public enum Requirement {
  /** Pictures without labels, on which INT8 ranges are watched. */
  CALIBRATION,
  /** Labelled pictures from which is learned, and by which importance is told. */
  LESSONS,
  /** How fast the device is, by which channels are cut. */
  SPEED
}
