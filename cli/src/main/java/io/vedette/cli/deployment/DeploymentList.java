package io.vedette.cli.deployment;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.DeploymentSummary;
import io.vedette.proto.v1.ListDeploymentsRequest;
import io.vedette.proto.v1.ListDeploymentsResponse;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One line for each deployment. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "One line per deployment.",
      "ONLINE counts devices of all; OTHER those online that report another version than they should"
          + " run."
    })
final class DeploymentList implements Callable<Integer> {

  /** More than a coordinator can have. */
  private static final int LIMIT = 10_000;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final CsvOption csv = new CsvOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<DeploymentSummary> deployments =
        ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listDeployments(
                            ListDeploymentsRequest.newBuilder().setPageToken(token).build())),
            ListDeploymentsResponse::getDeploymentsList,
            ListDeploymentsResponse::getNextPageToken,
            LIMIT);
    json.write(
        ListDeploymentsResponse.newBuilder()
            .addAllDeployments(deployments)
            .setTotal(deployments.size())
            .build(),
        "deployments",
        "total");
    csv.write(DeploymentSummary.getDescriptor(), deployments);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-24s %8s %9s %-14s %6s  %-24s %s%n",
        "DEPLOYMENT", "CAMERAS", "ONLINE", "VERSION", "OTHER", "ROLLOUT", "SELECTOR");
    deployments.forEach(deployment -> out.println(line(deployment)));
    out.flush();
    return 0;
  }

  private static String line(DeploymentSummary of) {
    return "%-24s %8d %9s %-14s %6d  %-24s %s"
        .formatted(
            of.getName(),
            of.getCameras(),
            of.getDevicesOnline() + "/" + of.getDevices(),
            DeploymentText.desired(of),
            of.getOtherVersion(),
            of.hasRollout() ? DeploymentText.rollout(of) : "-",
            DeploymentText.selector(of));
  }
}
