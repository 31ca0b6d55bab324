package io.vedette.cli.model;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.CollectGarbageRequest;
import io.vedette.proto.v1.GetStorageRequest;
import io.vedette.proto.v1.Storage;
import io.vedette.wire.EnumLabels;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what is beyond its retention. */
@Command(
    name = "gc",
    mixinStandardHelpOptions = true,
    description = {
      "Delete frames and artifacts that are beyond their retention.",
      "The coordinator does so by itself, frames every few seconds and artifacts every hour. Frames"
          + " that wait for a teacher, and artifacts of a version, of the newest rounds and of work"
          + " under way are always kept."
    })
final class ModelGarbage implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Option(names = "--dry-run", description = "Only say what would be deleted.")
  private boolean dryRun;

  @Mixin private final JsonOption json = new JsonOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Storage storage =
        dryRun
            ? coordinator.ask(stub -> stub.getStorage(GetStorageRequest.getDefaultInstance()))
            : coordinator.ask(
                stub -> stub.collectGarbage(CollectGarbageRequest.getDefaultInstance()));
    json.write(storage, "uses");
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-20s %10s %10s  %s%n", "KIND", "STORED", "SIZE", dryRun ? "WOULD BE DELETED" : "DELETED");
    storage
        .getUsesList()
        .forEach(
            use ->
                out.printf(
                    "%-20s %10d %10s  %d (%s)%n",
                    EnumLabels.labelOf(use.getKind()).replace('-', ' '),
                    use.getCount(),
                    megabytes(use.getSizeBytes()),
                    use.getUnneeded(),
                    megabytes(use.getUnneededBytes())));
    out.flush();
    return 0;
  }

  private static String megabytes(long bytes) {
    return "%.1f MB".formatted(bytes / 1e6);
  }
}
