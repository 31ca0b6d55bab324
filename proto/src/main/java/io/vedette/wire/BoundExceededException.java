package io.vedette.wire;

import io.grpc.Status;

/**
 * A message has more than its bounds allow, or something else than they allow. The line names the
 * field by its path in the message: {@code heartbeat.cameras[3].error: 4096 bytes, at most 256}.
 */
final class BoundExceededException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Status.Code code;
  private final String what;
  private String path = "";

  private BoundExceededException(Status.Code code, String what) {
    super(what, null, false, false);
    this.code = code;
    this.what = what;
  }

  /** More bytes or items than are allowed. */
  static BoundExceededException tooMuch(String what) {
    return new BoundExceededException(Status.Code.RESOURCE_EXHAUSTED, what);
  }

  /** A number outside of its range, a text of another form, or bytes that are no message. */
  static BoundExceededException invalid(String what) {
    return new BoundExceededException(Status.Code.INVALID_ARGUMENT, what);
  }

  /** Puts the name of the field that contains the fault before the path so far. */
  BoundExceededException within(String field) {
    path = path.isEmpty() ? field : field + "." + path;
    return this;
  }

  /** Names of fields as in the .proto. */
  String path() {
    return path;
  }

  String what() {
    return what;
  }

  @Override
  public String getMessage() {
    return path.isEmpty() ? what : path + ": " + what;
  }

  Status status() {
    return code.toStatus().withDescription(getMessage());
  }
}
