package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.util.function.Consumer;

/** Does a {@link LocalUpdateJob}. */
final class LocalUpdate {

  private LocalUpdate() {}

  static LocalUpdateResult run(LocalUpdateJob job, Consumer<Progress> progress)
      throws DetectorException, IOException {
    throw new UnsupportedOperationException("waits for the trainer: " + job);
  }
}
