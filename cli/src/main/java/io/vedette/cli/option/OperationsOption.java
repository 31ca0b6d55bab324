package io.vedette.cli.option;

import io.vedette.wire.ServerAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --operations HOST:PORT}: where a role shows its health and its metrics. */
public final class OperationsOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--operations",
      paramLabel = "HOST:PORT",
      description =
          "Show /health/live, /health/ready and /metrics over HTTP on this address (default:"
              + " nowhere). Beyond this machine it needs TLS and a token: see the key operations of"
              + " the configuration.")
  private @Nullable String address;

  /**
   * The address.
   *
   * @return null: it was not given
   */
  public @Nullable ServerAddress address() {
    if (address == null) {
      return null;
    }
    int colon = address.lastIndexOf(':');
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= 65_535) {
        return new ServerAddress(address.substring(0, colon), port, null, null, null, false);
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message.
    }
    throw new ParameterException(
        spec.commandLine(),
        "--operations: '" + address + "' is no address; write host:port, such as 127.0.0.1:7401");
  }
}
