package io.vedette.cli.coordinator;

import io.vedette.wire.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which coordinator is meant: what was given, else what the environment names ({@code
 * VEDETTE_COORDINATOR}, {@code VEDETTE_COORDINATOR_AUTHORITY}, {@code
 * VEDETTE_COORDINATOR_TOKEN_FILE}), else a demo that runs on this machine, else the usual port.
 * Where no token is given and somebody has signed in there ({@code vedette sign-in}), that session
 * is used; else, at the coordinator of a demo of this user, what the demo itself uses.
 *
 * @param address HOST:PORT, or the folder of a running demo; null: not given
 * @param tls whether it speaks TLS
 * @param authority PEM file of who signed its certificate; null: the system's authorities
 * @param tokenFile file whose first line it wants to see; null: none
 */
record CoordinatorChoice(
    @Nullable String address, boolean tls, @Nullable Path authority, @Nullable Path tokenFile) {

  /** Nothing was given. */
  static final CoordinatorChoice NONE = new CoordinatorChoice(null, false, null, null);

  /**
   * @param say hears which demo is used, in a line
   * @throws IllegalArgumentException when the address is none, or no demo runs in the folder
   */
  Endpoint endpoint(Consumer<String> say) {
    CoordinatorChoice chosen = equals(NONE) ? ofEnvironment() : this;
    Endpoint endpoint =
        chosen.equals(NONE)
            ? demo(say).orElseGet(() -> Endpoint.plain("127.0.0.1", Endpoint.DEFAULT_PORT))
            : chosen.named();
    SignInFile session = SignInFile.of(endpoint);
    if (endpoint.tokenFile() != null) {
      return endpoint;
    }
    return session.exists()
        ? session.used(endpoint)
        : RunningDemos.ofThisUser().at(endpoint).orElse(endpoint);
  }

  private static CoordinatorChoice ofEnvironment() {
    Path authority = path(System.getenv("VEDETTE_COORDINATOR_AUTHORITY"));
    return new CoordinatorChoice(
        System.getenv("VEDETTE_COORDINATOR"),
        authority != null,
        authority,
        path(System.getenv("VEDETTE_COORDINATOR_TOKEN_FILE")));
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null || text.isBlank() ? null : Path.of(text);
  }

  private Endpoint named() {
    if (address != null && Files.isDirectory(Path.of(address))) {
      return ofFolder(Path.of(address));
    }
    Endpoint plain = Endpoint.parse(address == null ? ":" + Endpoint.DEFAULT_PORT : address);
    return new Endpoint(plain.host(), plain.port(), tls || authority != null, authority, tokenFile);
  }

  private static Endpoint ofFolder(Path folder) {
    return RunningDemo.read(folder.resolve(RunningDemo.FILE))
        .filter(RunningDemo::isRunning)
        .map(RunningDemo::endpoint)
        .orElseThrow(() -> new IllegalArgumentException("no demo runs in " + folder));
  }

  private static Optional<Endpoint> demo(Consumer<String> say) {
    List<RunningDemo> demos = RunningDemos.ofThisUser().running();
    Optional<RunningDemo> nearest =
        demos.stream()
            .filter(demo -> Path.of("").toAbsolutePath().startsWith(demo.directory()))
            .findFirst()
            .or(() -> demos.stream().findFirst());
    nearest.ifPresent(demo -> say.accept(used(demo, demos.size())));
    return nearest.map(RunningDemo::endpoint);
  }

  private static String used(RunningDemo demo, int running) {
    return "vedette: using the coordinator of the demo in "
        + demo.directory()
        + " ("
        + demo.coordinator()
        + ")"
        + (running > 1 ? "; " + running + " demos run: choose with --coordinator DIR" : "");
  }
}
