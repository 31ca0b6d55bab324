package io.vedette.dashboard;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CompletionException;

/** Says in one line why the server could not listen, and what to do. */
final class ListenFailure {

  private ListenFailure() {}

  static IOException in(DashboardConfig config, CompletionException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why =
        root instanceof BindException && String.valueOf(root.getMessage()).contains("in use")
            ? "the port is in use; stop what listens there or choose another with --port"
            : String.valueOf(root.getMessage());
    return new IOException(
        "cannot serve the dashboard on " + config.host() + ":" + config.port() + ": " + why,
        failure);
  }
}
