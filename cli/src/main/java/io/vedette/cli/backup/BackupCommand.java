package io.vedette.cli.backup;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.Backup;
import io.vedette.proto.v1.BackupState;
import io.vedette.proto.v1.CreateBackupRequest;
import io.vedette.proto.v1.ListBackupsRequest;
import io.vedette.proto.v1.ListBackupsResponse;
import io.vedette.wire.EnumLabels;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette backup}: a copy of a coordinator's data, made while it works. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Make a backup of a coordinator's data while it works, and wait for its end.",
      "The folder is backups.folder of the coordinator's configuration, on its machine. A backup"
          + " holds the store at one moment, pictures, artifacts and keys; vedette restore makes a"
          + " data directory of it."
    })
public final class BackupCommand implements Callable<Integer> {

  private static final long LOOK_MS = 500;

  @Spec private CommandSpec spec;

  @Mixin private CoordinatorOption coordinator;

  @Option(names = "--list", description = "Only list the backups that are kept.")
  private boolean list;

  @Option(names = "--no-wait", description = "Only begin it.")
  private boolean noWait;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    if (list) {
      return list();
    }
    Backup backup = coordinator.ask(s -> s.createBackup(CreateBackupRequest.getDefaultInstance()));
    PrintWriter out = spec.commandLine().getOut();
    while (!noWait && backup.getState() == BackupState.BACKUP_STATE_RUNNING) {
      Thread.sleep(LOOK_MS);
      backup = find(backup.getName());
    }
    json.write(backup);
    out.println(line(backup));
    out.flush();
    return backup.getState() == BackupState.BACKUP_STATE_FAILED ? 1 : 0;
  }

  private Backup find(String name) throws IOException {
    return all().getBackupsList().stream()
        .filter(backup -> backup.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IOException(name + ": the coordinator knows this backup no more"));
  }

  private ListBackupsResponse all() throws IOException {
    return coordinator.ask(s -> s.listBackups(ListBackupsRequest.getDefaultInstance()));
  }

  private int list() throws IOException {
    ListBackupsResponse all = all();
    json.write(all, "backups");
    PrintWriter out = spec.commandLine().getOut();
    if (all.getFolder().isEmpty()) {
      out.println("No backups are made: backups.folder is not set.");
    } else {
      out.println(all.getFolder());
      all.getBackupsList().forEach(backup -> out.println("  " + line(backup)));
    }
    out.flush();
    return 0;
  }

  private static String line(Backup backup) {
    String state = EnumLabels.labelOf(backup.getState());
    String size =
        backup.getState() == BackupState.BACKUP_STATE_DONE
            ? "  %d rows, %.1f MB".formatted(backup.getRows(), backup.getSizeBytes() / 1e6)
            : "";
    return "%s  %s  %s%s%s"
        .formatted(
            backup.getName(),
            Instant.ofEpochMilli(backup.getCreatedMs() / 1_000 * 1_000),
            state,
            size,
            backup.getWhy().isEmpty() ? "" : "  " + backup.getWhy());
  }
}
