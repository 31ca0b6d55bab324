package io.vedette.cli.backup;

import io.vedette.cli.check.InputPath;
import io.vedette.cloud.backup.Restore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette restore}: a data directory of a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Make a coordinator's data directory of a backup.",
      "Every file is checked. Start a coordinator on the directory afterwards, with the"
          + " configuration of the old one."
    })
public final class RestoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @InputPath
  @Parameters(
      paramLabel = "BACKUP",
      description = "Folder of the backup; beside it lies the folder artifacts.")
  private Path backup;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data directory to make; it must not exist, or be empty.")
  private Path data;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Restore.run(
        backup,
        data,
        line -> {
          out.println("  " + line);
          out.flush();
        });
    out.println("restored: " + data + "; start it with dataDirectory: " + data.toAbsolutePath());
    out.flush();
    return 0;
  }
}
