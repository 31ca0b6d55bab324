package io.vedette.edge.update;

/** A version cannot be installed; the agent keeps its model. The message is one line. */
public final class UpdateException extends Exception {
  private static final long serialVersionUID = 1L;

  UpdateException(String message) {
    super(message);
  }

  UpdateException(String message, Throwable cause) {
    super(message, cause);
  }
}
