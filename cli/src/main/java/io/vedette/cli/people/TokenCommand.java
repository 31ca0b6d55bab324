package io.vedette.cli.people;

import picocli.CommandLine.Command;

/** {@code vedette token}: tokens with which programs act. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Make, list and revoke API tokens: programs show them to the coordinator, or to the dashboard"
          + " as 'Authorization: Bearer'.",
      "Only an admin may use these commands."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TokenCreate.class, TokenList.class, TokenRevoke.class})
public final class TokenCommand {}
