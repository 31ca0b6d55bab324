package io.vedette.edge.update;

/** A version cannot be taken on; the agent stays with what it has. One line for people. */
public final class UpdateException extends Exception {
  private static final long serialVersionUID = 1L;

  UpdateException(String message) {
    super(message);
  }

  UpdateException(String message, Throwable cause) {
    super(message, cause);
  }
}
