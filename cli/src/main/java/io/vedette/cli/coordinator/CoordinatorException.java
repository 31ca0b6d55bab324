package io.vedette.cli.coordinator;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vedette.wire.Endpoint;

/** What a coordinator answered instead of what was asked, in one line. */
public final class CoordinatorException extends Exception {
  private static final long serialVersionUID = 1L;

  private CoordinatorException(String message, Throwable cause) {
    super(message, cause);
  }

  public static CoordinatorException of(Endpoint endpoint, StatusRuntimeException e) {
    Status status = e.getStatus();
    String said = String.valueOf(status.getDescription());
    String line =
        switch (status.getCode()) {
          case UNAVAILABLE, DEADLINE_EXCEEDED ->
              "no coordinator answers at " + endpoint + "; start one with 'vedette coordinator'";
          case UNAUTHENTICATED -> endpoint + ": " + said + "; give --coordinator-token-file";
          default -> said;
        };
    return new CoordinatorException(line, e);
  }
}
