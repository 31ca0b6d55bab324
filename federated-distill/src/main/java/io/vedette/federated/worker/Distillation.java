package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.util.function.Consumer;

/** Does a {@link DistillationJob}. */
final class Distillation {

  private Distillation() {}

  static DistillationResult run(DistillationJob job, Consumer<Progress> progress)
      throws DetectorException, IOException {
    throw new UnsupportedOperationException("waits for the trainer: " + job);
  }
}
