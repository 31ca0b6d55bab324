package io.vedette.federated.train;

import io.vedette.detector.DetectorException;

/** A run folder cannot be used now: it is full, not writable, or another training has it. */
public final class RunFolderException extends DetectorException {
  private static final long serialVersionUID = 1L;

  RunFolderException(String message) {
    super(message);
  }

  RunFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
