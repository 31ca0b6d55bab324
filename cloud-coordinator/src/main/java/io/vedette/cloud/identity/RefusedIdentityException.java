package io.vedette.cloud.identity;

/** An identity that is not accepted, in one line for people. */
public final class RefusedIdentityException extends Exception {

  private static final long serialVersionUID = 1L;

  public RefusedIdentityException(String message) {
    super(message);
  }
}
