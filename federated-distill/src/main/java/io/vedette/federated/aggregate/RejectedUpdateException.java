package io.vedette.federated.aggregate;

/** An update that cannot be part of the aggregate. The message says which, and what is wrong. */
public class RejectedUpdateException extends Exception {
  private static final long serialVersionUID = 1L;

  public RejectedUpdateException(String message) {
    super(message);
  }
}
