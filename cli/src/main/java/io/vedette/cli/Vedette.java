package io.vedette.cli;

import io.vedette.cli.audit.AuditCommand;
import io.vedette.cli.backup.BackupCommand;
import io.vedette.cli.backup.RestoreCommand;
import io.vedette.cli.bench.BenchCommand;
import io.vedette.cli.camera.CameraCommand;
import io.vedette.cli.check.OptionChecks;
import io.vedette.cli.compress.CompressCommand;
import io.vedette.cli.compress.PruneCommand;
import io.vedette.cli.demo.DemoCommand;
import io.vedette.cli.deployment.DeploymentCommand;
import io.vedette.cli.detect.DetectCommand;
import io.vedette.cli.escalation.EscalationCommand;
import io.vedette.cli.evaluate.EvaluateCommand;
import io.vedette.cli.fleet.DistillationsCommand;
import io.vedette.cli.fleet.FleetCommand;
import io.vedette.cli.fleet.RolloutCommand;
import io.vedette.cli.fleet.RoundsCommand;
import io.vedette.cli.generate.GenerateCommand;
import io.vedette.cli.history.HistoryCommand;
import io.vedette.cli.keys.KeysCommand;
import io.vedette.cli.learn.DistillCommand;
import io.vedette.cli.learn.TrainCommand;
import io.vedette.cli.model.ModelCommand;
import io.vedette.cli.people.SignInCommand;
import io.vedette.cli.people.SignOutCommand;
import io.vedette.cli.people.TokenCommand;
import io.vedette.cli.people.UserCommand;
import io.vedette.cli.place.LocateCommand;
import io.vedette.cli.place.TelemetryCommand;
import io.vedette.cli.process.StartArchive;
import io.vedette.cli.review.ReviewCommand;
import io.vedette.cli.serve.AgentCommand;
import io.vedette.cli.serve.CoordinatorCommand;
import io.vedette.cli.serve.DashboardCommand;
import io.vedette.cli.serve.DistillerCommand;
import io.vedette.cli.serve.StreamPreload;
import io.vedette.cli.serve.TeacherCommand;
import io.vedette.detector.runtime.OrderlyEnd;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code vedette} command. Exit code 0: done, 1: failed, 2: wrong usage. */
@Command(
    name = "vedette",
    mixinStandardHelpOptions = true,
    versionProvider = VedetteVersion.class,
    description =
        "Edge detectors that ask a cloud teacher about hard frames, and learn from the answers.",
    synopsisSubcommandLabel = "COMMAND")
public final class Vedette {

  /** The subcommands, in the order in which help shows them. */
  private static final List<String> NAMES =
      List.of(
          "detect",
          "locate",
          "telemetry",
          "evaluate",
          "compress",
          "prune",
          "model",
          "generate",
          "agent",
          "train",
          "distill",
          "bench",
          "escalation",
          "review",
          "demo",
          "coordinator",
          "teacher",
          "distiller",
          "dashboard",
          "round",
          "distillation",
          "rollout",
          "fleet",
          "deployment",
          "history",
          "camera",
          "audit",
          "backup",
          "restore",
          "keys",
          "user",
          "token",
          "sign-in",
          "sign-out",
          "generate-completion");

  private static Object subcommand(String name) {
    return switch (name) {
      case "detect" -> new DetectCommand();
      case "locate" -> new LocateCommand();
      case "telemetry" -> new TelemetryCommand();
      case "evaluate" -> new EvaluateCommand();
      case "compress" -> new CompressCommand();
      case "prune" -> new PruneCommand();
      case "model" -> new ModelCommand();
      case "generate" -> new GenerateCommand();
      case "agent" -> new AgentCommand();
      case "train" -> new TrainCommand();
      case "distill" -> new DistillCommand();
      case "bench" -> new BenchCommand();
      case "escalation" -> new EscalationCommand();
      case "review" -> new ReviewCommand();
      case "demo" -> new DemoCommand();
      case "coordinator" -> new CoordinatorCommand();
      case "teacher" -> new TeacherCommand();
      case "distiller" -> new DistillerCommand();
      case "dashboard" -> new DashboardCommand();
      case "round" -> new RoundsCommand();
      case "distillation" -> new DistillationsCommand();
      case "rollout" -> new RolloutCommand();
      case "fleet" -> new FleetCommand();
      case "deployment" -> new DeploymentCommand();
      case "history" -> new HistoryCommand();
      case "camera" -> new CameraCommand();
      case "audit" -> new AuditCommand();
      case "backup" -> new BackupCommand();
      case "restore" -> new RestoreCommand();
      case "keys" -> new KeysCommand();
      case "user" -> new UserCommand();
      case "token" -> new TokenCommand();
      case "sign-in" -> new SignInCommand();
      case "sign-out" -> new SignOutCommand();
      case "generate-completion" -> new AutoComplete.GenerateCompletion();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  private Vedette() {}

  /** The whole command line, ready to execute. */
  static CommandLine commandLine() {
    return commandLine(NAMES);
  }

  /**
   * The command line that these arguments need: most begin with a command, and reading the options
   * of all the others takes longer than a short command does.
   */
  static CommandLine commandLine(String... arguments) {
    boolean one =
        arguments.length > 0
            && NAMES.contains(arguments[0])
            && !arguments[0].equals("generate-completion");
    return commandLine(one ? List.of(arguments[0]) : NAMES);
  }

  private static CommandLine commandLine(List<String> names) {
    CommandLine root = new CommandLine(new Vedette());
    // each made by itself, or else picocli would leave out its model transformer
    names.forEach(name -> root.addSubcommand(name, new CommandLine(subcommand(name))));
    return configured(root);
  }

  /** Gives a command line the option checks, error lines and exit codes of {@code vedette}. */
  public static CommandLine configured(CommandLine root) {
    return root.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(new OptionChecks(new CommandLine.RunLast()))
        .setParameterExceptionHandler(Errors::wrongUsage)
        .setExecutionExceptionHandler(Errors::failed);
  }

  public static void main(String[] arguments) {
    OrderlyEnd.otherwiseAtOnce();
    if (arguments.length > 0 && arguments[0].equals("agent")) {
      StreamPreload.start(arguments);
    }
    int code = commandLine(arguments).execute(arguments);
    if (code == CommandLine.ExitCode.OK) {
      StartArchive.keep();
    }
    System.exit(code);
  }
}
