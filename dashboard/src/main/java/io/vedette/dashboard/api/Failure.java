package io.vedette.dashboard.api;

import io.grpc.Status;

/**
 * Why a call did not do what was asked.
 *
 * @param status HTTP status
 * @param why one line for people
 */
record Failure(int status, String why) {

  /** What a coordinator's answer means to a browser. */
  static Failure of(Throwable thrown, String coordinator) {
    if (thrown instanceof BadRequest bad) {
      return new Failure(400, String.valueOf(bad.getMessage()));
    }
    Status status = Status.fromThrowable(thrown);
    String why =
        status.getDescription() == null ? status.getCode().name() : status.getDescription();
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> new Failure(400, why);
      case NOT_FOUND -> new Failure(404, why);
      case ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED -> new Failure(409, why);
      case RESOURCE_EXHAUSTED -> new Failure(429, why);
      case UNIMPLEMENTED -> new Failure(501, "the coordinator cannot do this yet");
      case DEADLINE_EXCEEDED ->
          new Failure(504, "the coordinator at " + coordinator + " did not answer in time");
      case UNAVAILABLE ->
          new Failure(503, "the coordinator at " + coordinator + " cannot be reached");
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new Failure(502, "the coordinator refused the dashboard: " + why);
      default -> new Failure(502, "the coordinator failed: " + why);
    };
  }
}
