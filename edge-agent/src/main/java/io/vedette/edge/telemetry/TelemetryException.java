package io.vedette.edge.telemetry;

import java.io.IOException;

/** A recording of telemetry could not be read. The message is one line: what is wrong and where. */
public final class TelemetryException extends IOException {
  private static final long serialVersionUID = 1L;

  public TelemetryException(String message) {
    super(message);
  }
}
