package io.vedette.cli.coordinator;

import io.vedette.cli.option.InputPath;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which coordinator a command speaks with, and how. Where nothing is given, a demo that runs on
 * this machine is used, and that is said on standard error; without one, the usual port.
 */
public final class CoordinatorOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--coordinator",
      paramLabel = "HOST:PORT|DIR",
      description =
          "The coordinator, or the folder of a running demo (default: the demo that runs here,"
              + " else 127.0.0.1:7400).")
  private @Nullable String coordinator;

  @Option(names = "--coordinator-tls", description = "Speak TLS with the coordinator.")
  private boolean tls;

  @InputPath
  @Option(
      names = "--coordinator-authority",
      paramLabel = "PEM",
      description = "Who signed the coordinator's certificate; else the system's authorities.")
  private @Nullable Path authority;

  @InputPath
  @Option(
      names = "--coordinator-token-file",
      paramLabel = "FILE",
      description = "Its first line is shown to the coordinator.")
  private @Nullable Path tokenFile;

  private @Nullable Endpoint chosen;

  /** The coordinator that was asked for, or found. */
  public Endpoint endpoint() {
    if (chosen == null) {
      chosen = choose();
    }
    return chosen;
  }

  private Endpoint choose() {
    try {
      if (coordinator == null && !tls && authority == null && tokenFile == null) {
        return found().orElseGet(() -> Endpoint.plain("127.0.0.1", Endpoint.DEFAULT_PORT));
      }
      if (coordinator != null && Files.isDirectory(Path.of(coordinator))) {
        return ofFolder(Path.of(coordinator));
      }
      Endpoint plain =
          Endpoint.parse(coordinator == null ? ":" + Endpoint.DEFAULT_PORT : coordinator);
      return new Endpoint(
          plain.host(), plain.port(), tls || authority != null, authority, tokenFile);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--coordinator: " + e.getMessage(), e);
    }
  }

  private Optional<Endpoint> found() {
    List<RunningDemo> demos = RunningDemos.ofThisUser().running();
    Optional<RunningDemo> nearest =
        demos.stream()
            .filter(demo -> Path.of("").toAbsolutePath().startsWith(demo.directory()))
            .findFirst()
            .or(() -> demos.stream().findFirst());
    nearest.ifPresent(demo -> say(demo, demos.size()));
    return nearest.map(RunningDemo::endpoint);
  }

  private void say(RunningDemo demo, int running) {
    spec.commandLine()
        .getErr()
        .println(
            "vedette: using the coordinator of the demo in "
                + demo.directory()
                + " ("
                + demo.coordinator()
                + ")"
                + (running > 1
                    ? "; " + running + " demos run: choose with --coordinator DIR"
                    : ""));
  }

  private static Endpoint ofFolder(Path folder) {
    return RunningDemo.read(folder.resolve(RunningDemo.FILE))
        .filter(RunningDemo::isRunning)
        .map(RunningDemo::endpoint)
        .orElseThrow(() -> new IllegalArgumentException("no demo runs in " + folder));
  }

  /** Opens a connection for a command that asks more than once. */
  public Coordinator dial() {
    return new Coordinator(endpoint());
  }

  /**
   * Asks and hangs up.
   *
   * @throws IOException in one line: what the coordinator said, or that it is not there
   */
  public <T> T ask(Coordinator.Question<T> question) throws IOException {
    try (Coordinator asked = dial()) {
      return asked.ask(question);
    }
  }
}
