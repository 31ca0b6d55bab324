package io.vedette.dashboard.api;

import io.grpc.Status;

/**
 * Why a call did not do what was asked.
 *
 * @param status HTTP status
 * @param why one line for people
 */
record CallFailure(int status, String why) {

  /** What a coordinator's answer means to a browser. */
  static CallFailure of(Throwable thrown, String coordinator) {
    if (thrown instanceof BadRequest bad) {
      return new CallFailure(400, String.valueOf(bad.getMessage()));
    }
    Status status = Status.fromThrowable(thrown);
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
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new CallFailure(502, "the coordinator refused the dashboard: " + why);
      default -> new CallFailure(502, "the coordinator failed: " + why);
    };
  }
}
