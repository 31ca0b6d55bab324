package io.vedette.federated.train.example;

import io.vedette.detector.DetectorException;

/** A picture of the dataset could not be read while training was under way. */
public final class UnreadableExampleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final DetectorException reason;

  UnreadableExampleException(DetectorException reason) {
    super(reason);
    this.reason = reason;
  }

  DetectorException reason() {
    return reason;
  }
}
