package io.vedette.cli.bench;

import picocli.CommandLine.Command;

/** {@code vedette bench}: what detectors cost on this machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure this machine: one subcommand per measurement.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {DeviceBench.class, EdgeBench.class, FleetBench.class})
public final class BenchCommand {}
