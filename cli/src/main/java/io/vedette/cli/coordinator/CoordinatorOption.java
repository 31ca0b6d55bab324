package io.vedette.cli.coordinator;

import io.vedette.cli.check.InputPath;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which coordinator a command speaks with: see {@link CoordinatorChoice}. */
public final class CoordinatorOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT|DIR",
      description =
          "The coordinator, or the folder of a running demo (default: $VEDETTE_COORDINATOR, the"
              + " demo that runs here, 127.0.0.1:7400).")
  private @Nullable String coordinator;

  @Option(names = "--coordinator-tls", description = "Use TLS to the coordinator.")
  private boolean tls;

  @InputPath
  @Option(
      names = "--coordinator-authority",
      paramLabel = "PEM",
      description =
          "Certificate of the authority that signed the coordinator's (default: the system's"
              + " authorities).")
  private @Nullable Path authority;

  @InputPath
  @Option(
      names = "--coordinator-token-file",
      paramLabel = "FILE",
      description = "File whose first line is the token for the coordinator.")
  private @Nullable Path tokenFile;

  private @Nullable Endpoint chosen;

  /** Whether one was given on the command line. */
  public boolean given() {
    return coordinator != null || tls || authority != null || tokenFile != null;
  }

  /** The coordinator that was given, or found. */
  public Endpoint endpoint() {
    if (chosen == null) {
      chosen = choose();
    }
    return chosen;
  }

  private Endpoint choose() {
    try {
      return new CoordinatorChoice(coordinator, tls, authority, tokenFile)
          .endpoint(line -> spec.commandLine().getErr().println(line));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--coordinator: " + e.getMessage(), e);
    }
  }

  /** The address of the pages of a demo, if the coordinator is that of one. */
  public Optional<String> dashboard() {
    String at = endpoint().toString();
    return RunningDemos.ofThisUser().running().stream()
        .filter(demo -> demo.coordinator().equals(at))
        .findFirst()
        .flatMap(demo -> Optional.ofNullable(demo.dashboard()));
  }

  /** Opens a connection for a command that asks more than once. */
  public CoordinatorClient dial() {
    return new CoordinatorClient(endpoint());
  }

  /**
   * Asks and hangs up.
   *
   * @throws IOException in one line: what the coordinator said, or that it is not there
   */
  public <T> T ask(CoordinatorClient.Question<T> question) throws IOException {
    try (CoordinatorClient client = dial()) {
      return client.ask(question);
    }
  }
}
