package io.vedette.cli.escalation;

import picocli.CommandLine.Command;

/** {@code vedette escalation}: what agents escalated, and what became of it. */
@Command(
    name = "escalation",
    mixinStandardHelpOptions = true,
    description = "List and show escalated frames; show what another policy would have escalated.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {FrameListCommand.class, FrameShowCommand.class, ReplayCommand.class})
public final class EscalationCommand {}
