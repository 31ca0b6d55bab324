package io.vedette.dashboard.api;

/** A request that cannot be understood; its message says which part. */
final class BadRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadRequest(String message) {
    super(message, null, false, false);
  }
}
