package io.vedette.cli.people;

import picocli.CommandLine.Command;

/** {@code vedette user}: the people who may sign in by name. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = {
      "Add, change, list and remove the people who may sign in by name.",
      "Roles: a viewer sees everything; a reviewer also reviews frames; an operator also changes"
          + " devices, deployments, rounds, rollouts and versions; an admin also changes people and"
          + " tokens. Only an admin may use these commands."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {UserAdd.class, UserList.class, UserPassword.class, UserRemove.class})
public final class UserCommand {}
