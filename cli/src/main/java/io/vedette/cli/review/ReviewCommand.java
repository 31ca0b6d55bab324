package io.vedette.cli.review;

import picocli.CommandLine.Command;

/** {@code vedette review}: a person's word on escalated frames. */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description =
        "See which frames people should look at, give their word, and what it says of accuracy.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReviewNext.class,
      ReviewAccept.class,
      ReviewExport.class,
      ReviewImport.class,
      ReviewAccuracy.class
    })
public final class ReviewCommand {}
