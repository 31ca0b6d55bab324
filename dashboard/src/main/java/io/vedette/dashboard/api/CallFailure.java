package io.vedette.dashboard.api;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.vertx.core.json.JsonObject;

/**
 * Why a call did not do what was asked.
 *
 * @param status HTTP status
 * @param why one line for people
 */
record CallFailure(int status, String why) {

  /** What a failure means to a client; {@code coordinator} is where it was asked. */
  static CallFailure of(Throwable thrown, String coordinator) {
    if (thrown instanceof BadRequest bad) {
      return new CallFailure(400, String.valueOf(bad.getMessage()));
    }
    if (thrown instanceof StatusRuntimeException || thrown instanceof StatusException) {
      return of(Status.fromThrowable(thrown), coordinator);
    }
    return new CallFailure(500, "the dashboard failed: " + thrown);
  }

  private static CallFailure of(Status status, String coordinator) {
    String why =
        status.getDescription() == null ? status.getCode().name() : status.getDescription();
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> new CallFailure(400, why);
      case NOT_FOUND -> new CallFailure(404, why);
      case ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED -> new CallFailure(409, why);
      case RESOURCE_EXHAUSTED -> new CallFailure(429, why);
      case UNIMPLEMENTED -> new CallFailure(501, "the coordinator cannot do this yet");
      case DEADLINE_EXCEEDED ->
          new CallFailure(504, "the coordinator at " + coordinator + " did not answer in time");
      case UNAVAILABLE ->
          new CallFailure(503, "the coordinator at " + coordinator + " cannot be reached");
      case UNAUTHENTICATED -> new CallFailure(401, why);
      case PERMISSION_DENIED -> new CallFailure(403, why);
      default -> new CallFailure(502, "the coordinator failed: " + why);
    };
  }

  /** The body of the answer: {@code {"error": "one line"}}. */
  String json() {
    return new JsonObject().put("error", why).encode();
  }
}
