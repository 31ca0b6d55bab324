package io.vedette.federated.train;

import io.vedette.detector.DetectorException;

/** A training went uphill for good, or to where there are no numbers. */
public final class DivergedException extends DetectorException {
  private static final long serialVersionUID = 1L;

  DivergedException(String message) {
    super(message);
  }
}
