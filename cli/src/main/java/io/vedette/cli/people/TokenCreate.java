package io.vedette.cli.people;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.config.DurationConverter;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.SecretFile;
import io.vedette.proto.v1.CreateApiTokenRequest;
import io.vedette.proto.v1.CreateApiTokenResponse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette token create}: a new token, shown once. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Make an API token.",
      "It is printed this once, or written to a file that only you can read; the coordinator keeps a"
          + " hash of it."
    })
final class TokenCreate implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(
      paramLabel = "NAME",
      description = "What it is for; stands in events as who did something.")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PersonRole role = PersonRole.VIEWER;

  @Option(
      names = "--deployment",
      split = ",",
      paramLabel = "NAME",
      description = "A deployment that the role is for (default: all).")
  private List<String> deployments = List.of();

  @Option(
      names = "--expires",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long it lives: 12h, 30d (default: 90d).")
  private @Nullable Duration life;

  @OutputPath(OutputPath.Kind.FILE)
  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write it to this file, which only you can read, instead of printing it.")
  private @Nullable Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CreateApiTokenRequest request =
        CreateApiTokenRequest.newBuilder()
            .setName(name)
            .setRole(role.onTheWire())
            .addAllDeployments(deployments)
            .setLifetimeMs(life == null ? 0 : life.toMillis())
            .build();
    CreateApiTokenResponse created = coordinator.ask(service -> service.createApiToken(request));
    PrintWriter out = spec.commandLine().getOut();
    if (output == null) {
      out.println(created.getSecret());
    } else {
      SecretFile.write(output, created.getSecret());
      out.println("written: " + output);
    }
    out.flush();
    spec.commandLine()
        .getErr()
        .println(
            name
                + " may act as "
                + role
                + " until "
                + UserList.time(created.getToken().getExpiresAtMs()));
    return 0;
  }
}
