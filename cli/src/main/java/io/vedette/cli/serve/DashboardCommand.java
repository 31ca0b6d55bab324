package io.vedette.cli.serve;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.check.StartChecks;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.dashboard.Dashboard;
import io.vedette.dashboard.DashboardConfig;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette dashboard}: serves the pages until it is stopped. */
@Command(
    name = "dashboard",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Show a coordinator's fleet, rounds, versions and rollouts in the browser.")
public final class DashboardCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Mixin private EnrollOption enroll;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on.")
  private String host;

  @Range(least = 0, most = 65535)
  @Option(
      names = "--port",
      defaultValue = "" + DashboardConfig.DEFAULT_PORT,
      description = "Port to listen on; 0: any free one.")
  private int port;

  @InputPath
  @Option(
      names = "--certificate",
      paramLabel = "PEM",
      description = "Serve TLS with this certificate chain.")
  private @Nullable Path certificate;

  @InputPath
  @Option(names = "--key", paramLabel = "PEM", description = "The certificate's private key.")
  private @Nullable Path key;

  @InputPath
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File whose first line browsers must give as password.")
  private @Nullable Path tokenFile;

  @Option(names = "--insecure", description = "Listen beyond this machine without TLS and a token.")
  private boolean insecure;

  @Override
  public Integer call() throws Exception {
    DashboardConfig asked = config(coordinator.endpoint());
    check(asked);
    DashboardConfig settings =
        enroll
            .join("dashboard", asked.coordinator(), null)
            .map(joined -> config(joined.coordinator()))
            .orElse(asked);
    try (AutoCloseable renewing = EnrollOption.renewing(settings.coordinator());
        Dashboard dashboard = Dashboard.start(settings)) {
      Foreground.run(spec.commandLine().getOut(), "dashboard " + dashboard.address(), dashboard);
    }
    return 0;
  }

  private static void check(DashboardConfig settings) throws IOException {
    settings.requireSafe();
    new StartChecks(null).port("--port", settings.host(), settings.port());
  }

  private DashboardConfig config(Endpoint at) {
    if ((certificate == null) != (key == null)) {
      throw new ParameterException(
          spec.commandLine(), "--certificate and --key are given together or not at all");
    }
    return new DashboardConfig(at, host, port, certificate, key, tokenFile, insecure);
  }
}
