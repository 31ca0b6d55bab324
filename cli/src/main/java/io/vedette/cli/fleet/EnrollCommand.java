package io.vedette.cli.fleet;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.config.DurationConverter;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.SecretFile;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.CreateEnrollmentTokenResponse;
import io.vedette.proto.v1.Role;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette fleet enroll}: a one-time token, and the line that uses it. */
@Command(
    name = "enroll",
    mixinStandardHelpOptions = true,
    description = {
      "Make a one-time token with which a device or worker joins.",
      "It is printed this once, with the line to copy. It names the coordinator's authority, so the"
          + " device needs no certificate to begin with."
    })
public final class EnrollCommand implements Callable<Integer> {

  /** Who joins. */
  enum Joining {
    device(Role.ROLE_DEVICE, "agent"),
    teacher(Role.ROLE_TEACHER, "teacher"),
    distiller(Role.ROLE_DISTILLER, "distiller"),
    dashboard(Role.ROLE_DASHBOARD, "dashboard");

    private final Role wire;
    private final String command;

    Joining(Role wire, String command) {
      this.wire = wire;
      this.command = command;
    }
  }

  @Spec private CommandSpec spec;

  @Mixin private CoordinatorOption coordinator;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Others than devices need an admin.")
  private Joining role = Joining.device;

  @Option(
      names = "--name",
      paramLabel = "ID",
      description = "The id that it is for (default: any).")
  private @Nullable String name;

  @Range(least = 1, most = 10_000)
  @Option(
      names = "--uses",
      defaultValue = "1",
      description = "How many may join with it (default: ${DEFAULT-VALUE}).")
  private int uses;

  @Option(
      names = "--expires",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long it is valid, at most 90d (default: 1h).")
  private @Nullable Duration life;

  @OutputPath(OutputPath.Kind.FILE)
  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write it to this file, which only you can read, instead of printing it.")
  private @Nullable Path output;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    CreateEnrollmentTokenRequest request =
        CreateEnrollmentTokenRequest.newBuilder()
            .setRole(role.wire)
            .setName(name == null ? "" : name)
            .setUses(uses)
            .setLifetimeMs(life == null ? 0 : life.toMillis())
            .build();
    CreateEnrollmentTokenResponse made = coordinator.ask(s -> s.createEnrollmentToken(request));
    json.write(made);
    PrintWriter out = spec.commandLine().getOut();
    if (output != null) {
      SecretFile.write(output, made.getToken());
      out.println("written: " + output);
      out.flush();
      return 0;
    }
    out.println(made.getToken());
    out.flush();
    spec.commandLine()
        .getErr()
        .printf(
            "vedette %s --coordinator %s --enroll %s%s%n",
            role.command,
            coordinator.endpoint(),
            made.getToken(),
            role == Joining.device ? " --model M --source SOURCE" : "");
    return 0;
  }
}
