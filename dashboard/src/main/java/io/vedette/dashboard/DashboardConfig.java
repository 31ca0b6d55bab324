package io.vedette.dashboard;

import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the dashboard listens and whom it asks.
 *
 * @param coordinator whose fleet it shows; 127.0.0.1:7400
 * @param host address to bind; 127.0.0.1. Beyond loopback it wants TLS, and a coordinator that
 *     people sign in to, unless {@code insecure}
 * @param port 8080; 0: any free one
 * @param certificate PEM chain; null: no TLS
 * @param key PEM private key of the certificate
 * @param tokenFile file whose first line browsers must give as password (any user name); null: none
 * @param insecure listens beyond loopback all the same; false
 */
public record DashboardConfig(
    Endpoint coordinator,
    String host,
    int port,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Path tokenFile,
    boolean insecure) {

  public static final int DEFAULT_PORT = 8080;

  /** A dashboard for this machine alone. */
  public static DashboardConfig loopback(Endpoint coordinator, int port) {
    return new DashboardConfig(coordinator, "127.0.0.1", port, null, null, null, false);
  }

  /**
   * Refuses to listen where others could look in.
   *
   * @throws IOException in one line, beyond loopback without TLS
   */
  public void requireSafe() throws IOException {
    if (!Dashboard.isLoopback(host) && !insecure && certificate == null) {
      throw new IOException(
          "will not listen on "
              + host
              + " without TLS; give --certificate and --key, or --insecure");
    }
  }

  /** "http" or "https". */
  String scheme() {
    return certificate == null ? "http" : "https";
  }
}
