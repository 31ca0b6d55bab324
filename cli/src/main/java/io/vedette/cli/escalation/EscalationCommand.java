package io.vedette.cli.escalation;

import picocli.CommandLine.Command;

/** {@code vedette escalation}: what agents have decided. */
@Command(
    name = "escalation",
    mixinStandardHelpOptions = true,
    description = "Look at what an agent asked the cloud, and what another policy would have.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ReplayCommand.class})
public final class EscalationCommand {}
