package io.vedette.federated.compress.recipe;

/** What a step needs beside the model, and what its result depends on. */
public enum Requirement {
  /** Pictures without labels, to measure INT8 ranges on. */
  CALIBRATION,
  /** Labelled pictures to train on and to rank channels by. */
  TRAINING_DATA,
  /** The speed of the device, to cut channels by. */
  SPEED
}
