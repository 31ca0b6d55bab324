package io.vedette.cli;

import io.vedette.wire.Endpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which coordinator to talk to; a mixin of every command that asks one. */
final class CoordinatorOptions {

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7400",
      description = "The coordinator (default: ${DEFAULT-VALUE}).")
  private String coordinator;

  @Option(names = "--coordinator-tls", description = "Speak TLS with the coordinator.")
  private boolean tls;

  @Option(
      names = "--coordinator-authority",
      paramLabel = "PEM",
      description = "Who signed its certificate; else the system's authorities.")
  private @Nullable Path authority;

  @Option(
      names = "--coordinator-token-file",
      paramLabel = "FILE",
      description = "Its first line is shown to the coordinator.")
  private @Nullable Path tokenFile;

  Coordinator dial() {
    Endpoint plain = Endpoint.parse(coordinator);
    return new Coordinator(
        new Endpoint(plain.host(), plain.port(), tls || authority != null, authority, tokenFile));
  }
}
