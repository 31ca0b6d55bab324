package io.vedette.cli.model;

import picocli.CommandLine.Command;

/** {@code vedette model}: the registry of versions. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Register, find, compare, check and take out versions of detectors.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelImport.class,
      ModelList.class,
      ModelShow.class,
      ModelDiff.class,
      ModelVerify.class,
      ModelAlias.class,
      ModelExport.class,
      ModelLineage.class,
      ModelGarbage.class
    })
public final class ModelCommand {}
