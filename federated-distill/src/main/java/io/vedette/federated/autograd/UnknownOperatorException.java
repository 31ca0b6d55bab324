package io.vedette.federated.autograd;

import io.vedette.detector.DetectorException;

/** The graph has a node whose operator, or a form of it, cannot be executed here. */
public final class UnknownOperatorException extends DetectorException {
  private static final long serialVersionUID = 1L;

  UnknownOperatorException(String message) {
    super(message);
  }
}
