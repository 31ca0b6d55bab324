package io.vedette.federated.train;

import io.vedette.detector.DetectorException;

/** A training diverged: its loss stayed high, or a value is NaN or infinite. */
public final class DivergedException extends DetectorException {
  private static final long serialVersionUID = 1L;

  DivergedException(String message) {
    super(message);
  }
}
