package io.vedette.cli.escalation;

import picocli.CommandLine.Command;

/** {@code vedette escalation}: what agents have decided. */
@Command(
    name = "escalation",
    mixinStandardHelpOptions = true,
    description = "Show what an agent escalated, and what another policy would have escalated.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ReplayCommand.class})
public final class EscalationCommand {}
