package io.vedette.benchmarks;

import io.vedette.benchmarks.camera.PlanesBench;
import io.vedette.benchmarks.drift.DriftBench;
import io.vedette.benchmarks.escalation.EscalationBench;
import io.vedette.benchmarks.federation.FederationBench;
import io.vedette.benchmarks.federation.PoisonBench;
import io.vedette.benchmarks.learning.LearningBench;
import io.vedette.benchmarks.losses.LossesBench;
import io.vedette.benchmarks.motion.MotionBench;
import io.vedette.benchmarks.throughput.ThroughputBench;
import io.vedette.benchmarks.training.OperatorBench;
import io.vedette.benchmarks.training.TrainStepBench;
import io.vedette.cli.Vedette;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The research measurements, one subcommand each; {@code benchmarks/run} starts it. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description = "Measure training and escalation: one subcommand per measurement.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      TrainStepBench.class,
      OperatorBench.class,
      LossesBench.class,
      LearningBench.class,
      EscalationBench.class,
      DriftBench.class,
      ThroughputBench.class,
      MotionBench.class,
      PlanesBench.class,
      FederationBench.class,
      PoisonBench.class
    })
public final class Benchmarks {

  private Benchmarks() {}

  /** The whole command line, ready to execute. */
  public static CommandLine commandLine() {
    return Vedette.configured(new CommandLine(new Benchmarks()));
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
