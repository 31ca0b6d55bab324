package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.DeploymentOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.CancelDistillationRequest;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.ListDistillationsRequest;
import io.vedette.proto.v1.ListDistillationsResponse;
import io.vedette.wire.EnumLabels;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette distillation}: distillations of a coordinator. */
@Command(
    name = "distillation",
    mixinStandardHelpOptions = true,
    description = "List distillations; cancel one.")
public final class DistillationsCommand {

  /** The newest that are listed. */
  private static final int SHOWN = 50;

  @Spec private CommandSpec spec;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The newest distillations, one line each.")
  int list(
      @Mixin CoordinatorOption coordinator,
      @Mixin DeploymentOption deployment,
      @Mixin JsonOption json,
      @Mixin CsvOption csv)
      throws Exception {
    List<Distillation> distillations =
        ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listDistillations(
                            ListDistillationsRequest.newBuilder()
                                .setDeployment(deployment.name())
                                .setPageSize(SHOWN)
                                .setPageToken(token)
                                .build())),
            ListDistillationsResponse::getDistillationsList,
            ListDistillationsResponse::getNextPageToken,
            SHOWN);
    json.write(
        ListDistillationsResponse.newBuilder().addAllDistillations(distillations).build(),
        "distillations");
    csv.write(Distillation.getDescriptor(), distillations);
    PrintWriter out = spec.commandLine().getOut();
    int width = IdColumn.width(12, distillations.stream().map(Distillation::getId));
    out.printf(
        "%-" + width + "s %-" + width + "s %-10s %-20s %8s  %s%n",
        "DISTILLATION",
        "ROUND",
        "STATE",
        "STARTED",
        "ATTEMPTS",
        "WHY");
    distillations.forEach(distillation -> out.println(line(distillation, width)));
    out.flush();
    return 0;
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = {
        "End a distillation that is under way.",
        "Its distiller is told to stop, and no version comes of it. The updates behind it count in"
            + " the next round."
      })
  int cancel(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "DISTILLATION", description = "The distillation: d-r-7.") String id,
      @Option(
              names = "--why",
              defaultValue = "by hand",
              description = "Reason, kept with the distillation.")
          String why)
      throws Exception {
    Distillation distillation =
        coordinator.ask(
            s ->
                s.cancelDistillation(
                    CancelDistillationRequest.newBuilder()
                        .setDistillationId(id)
                        .setWhy(why)
                        .build()));
    json.write(distillation);
    PrintWriter out = spec.commandLine().getOut();
    out.println(line(distillation, distillation.getId().length()));
    out.flush();
    return 0;
  }

  private static String line(Distillation distillation, int width) {
    return ("%-" + width + "s %-" + width + "s %-10s %-20s %8d  %s")
        .formatted(
            distillation.getId(),
            distillation.getRoundId(),
            EnumLabels.labelOf(distillation.getState()),
            Instant.ofEpochMilli(distillation.getStartedMs() / 1_000 * 1_000),
            distillation.getAttempts(),
            distillation.getWhy())
        .stripTrailing();
  }
}
