package io.vedette.cli;

import io.vedette.cli.bench.BenchCommand;
import io.vedette.cli.compress.CompressCommand;
import io.vedette.cli.compress.PruneCommand;
import io.vedette.cli.demo.DemoCommand;
import io.vedette.cli.detect.DetectCommand;
import io.vedette.cli.escalation.EscalationCommand;
import io.vedette.cli.evaluate.EvaluateCommand;
import io.vedette.cli.fleet.FleetCommand;
import io.vedette.cli.fleet.RolloutCommand;
import io.vedette.cli.generate.GenerateCommand;
import io.vedette.cli.learn.DistillCommand;
import io.vedette.cli.learn.TrainCommand;
import io.vedette.cli.model.ModelCommand;
import io.vedette.cli.check.OptionChecks;
import io.vedette.cli.serve.AgentCommand;
import io.vedette.cli.serve.CoordinatorCommand;
import io.vedette.cli.serve.DashboardCommand;
import io.vedette.cli.serve.DistillerCommand;
import io.vedette.cli.serve.TeacherCommand;
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
  private static List<Object> subcommands() {
    return List.of(
        new DetectCommand(),
        new EvaluateCommand(),
        new CompressCommand(),
        new PruneCommand(),
        new ModelCommand(),
        new GenerateCommand(),
        new AgentCommand(),
        new TrainCommand(),
        new DistillCommand(),
        new BenchCommand(),
        new EscalationCommand(),
        new DemoCommand(),
        new CoordinatorCommand(),
        new TeacherCommand(),
        new DistillerCommand(),
        new DashboardCommand(),
        new RolloutCommand(),
        new FleetCommand(),
        new AutoComplete.GenerateCompletion());
  }

  private Vedette() {}

  /** The whole command line, ready to execute. */
  static CommandLine commandLine() {
    CommandLine root = new CommandLine(new Vedette());
    // each made by itself, or else picocli would leave out its model transformer
    subcommands().forEach(command -> root.addSubcommand(new CommandLine(command)));
    return root.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(new OptionChecks(new CommandLine.RunLast()))
        .setParameterExceptionHandler(Errors::wrongUsage)
        .setExecutionExceptionHandler(Errors::failed);
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
