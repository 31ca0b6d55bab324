package io.vedette.cli.bench;

import io.vedette.cli.simulate.SimulateCommand;
import picocli.CommandLine.Command;

/** {@code vedette bench fleet}: the same as {@code vedette fleet simulate}. */
@Command(name = "fleet")
final class FleetBench extends SimulateCommand {}
