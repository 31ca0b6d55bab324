package io.vedette.cli.model;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.GetOverviewRequest;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Overview overview =
        coordinator.ask(stub -> stub.getOverview(GetOverviewRequest.getDefaultInstance()));
    List<Version> versions =
        overview.getVersionsList().stream()
            .filter(v -> name == null || name.equals(v.getManifest().getVersion().getName()))
            .toList();
    json.write(Overview.newBuilder().addAllVersions(versions).build(), "versions");
    PrintWriter out = spec.commandLine().getOut();
    versions.forEach(version -> out.println(line(version)));
    out.flush();
    return 0;
  }

  /** AP50 stands beside its parent's on the same pictures: other versions had other ones. */
  static String line(Version version) {
    Manifest manifest = version.getManifest();
    String accuracy = "not measured";
    if (manifest.getVariantsCount() > 0 && manifest.getVariants(0).getMetricsCount() > 0) {
      Metrics metrics = manifest.getVariants(0).getMetrics(0);
      accuracy =
          String.format(Locale.ROOT, "AP50 %.3f AP %.3f", metrics.getAp50(), metrics.getAp());
      if (manifest.hasBaseline()) {
        accuracy += String.format(Locale.ROOT, " (parent %.3f)", manifest.getBaseline().getAp50());
      }
    }
    return String.join(
            "  ",
            manifest.getVersion().getName() + ":" + manifest.getVersion().getNumber(),
            Instant.ofEpochMilli(manifest.getCreatedAtMs()).toString(),
            accuracy,
            version.getDevices() + " devices",
            String.join(",", version.getAliasesList()))
        .stripTrailing();
  }
}
