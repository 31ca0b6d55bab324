package io.vedette.cli.bench;

import io.vedette.cli.bench.escalation.EscalationBench;
import io.vedette.cli.bench.losses.LossesBench;
import picocli.CommandLine.Command;

/** {@code vedette bench}: measurements, each beside its reference where it has one. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure this machine: one subcommand per measurement.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      TrainStepBench.class,
      OperatorBench.class,
      DeviceBench.class,
      LossesBench.class,
      EdgeBench.class,
      EscalationBench.class
    })
public final class BenchCommand {}
