package io.vedette.federated.worker;

/**
 * A training process did not come to a result. The message is one line: which job, what happened,
 * and the end of what it said.
 */
public class TrainingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether the same job may well succeed another time (killed, silent, memory). */
  private final boolean worthRetrying;

  public TrainingException(String message, boolean worthRetrying) {
    super(message);
    this.worthRetrying = worthRetrying;
  }

  public TrainingException(String message, boolean worthRetrying, Throwable cause) {
    super(message, cause);
    this.worthRetrying = worthRetrying;
  }

  public boolean worthRetrying() {
    return worthRetrying;
  }
}
