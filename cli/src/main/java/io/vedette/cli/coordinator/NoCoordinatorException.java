package io.vedette.cli.coordinator;

import java.io.IOException;

/** No coordinator answers at an address; it may come. */
public final class NoCoordinatorException extends IOException {
  private static final long serialVersionUID = 1L;

  NoCoordinatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
