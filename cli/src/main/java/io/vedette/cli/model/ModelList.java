package io.vedette.cli.model;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.ListVersionsRequest;
import io.vedette.proto.v1.ListVersionsResponse;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.VersionSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The newest versions, one a line. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the newest 100 versions.")
final class ModelList implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only versions of this name.")
  private @Nullable String name;

  @Mixin private final JsonOption json = new JsonOption();

  @Mixin private final CsvOption csv = new CsvOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ListVersionsRequest request =
        ListVersionsRequest.newBuilder().setPageSize(100).setName(name == null ? "" : name).build();
    ListVersionsResponse answer = coordinator.ask(stub -> stub.listVersions(request));
    json.write(answer, "versions");
    csv.write(VersionSummary.getDescriptor(), answer.getVersionsList());
    PrintWriter out = spec.commandLine().getOut();
    answer.getVersionsList().forEach(version -> out.println(line(version)));
    out.flush();
    return 0;
  }

  /** AP50 stands beside its parent's on the same pictures: other versions had other ones. */
  static String line(VersionSummary version) {
    String accuracy = "not measured";
    if (version.getVariantsCount() > 0 && version.getVariants(0).hasMetrics()) {
      Metrics metrics = version.getVariants(0).getMetrics();
      accuracy =
          String.format(Locale.ROOT, "AP50 %.3f AP %.3f", metrics.getAp50(), metrics.getAp());
      if (version.hasBaseline()) {
        accuracy += String.format(Locale.ROOT, " (parent %.3f)", version.getBaseline().getAp50());
      }
    }
    return String.join(
            "  ",
            version.getVersion().getName() + ":" + version.getVersion().getNumber(),
            Instant.ofEpochMilli(version.getCreatedAtMs()).toString(),
            accuracy,
            version.getDevices() + " devices",
            String.join(",", version.getAliasesList()))
        .stripTrailing();
  }
}
