package io.vedette.cli.deployment;

import picocli.CommandLine.Command;

/** {@code vedette deployment}: what groups of cameras run and learn. */
@Command(
    name = "deployment",
    mixinStandardHelpOptions = true,
    description = {
      "Apply, list, show and delete deployments.",
      "A deployment selects cameras by their tags and has a model, rounds, distillations, rollouts"
          + " and versions of its own. 'default' gets the cameras that no other deployment selects;"
          + " it is what the coordinator's file says, until something is applied for it."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DeploymentApply.class,
      DeploymentList.class,
      DeploymentShow.class,
      DeploymentAccuracyCommand.class,
      DeploymentDelete.class
    })
public final class DeploymentCommand {}
