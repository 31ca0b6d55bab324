package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.proto.v1.GetRolloutRequest;
import io.vedette.proto.v1.ListDeploymentsRequest;
import io.vedette.proto.v1.ListRolloutsRequest;
import io.vedette.proto.v1.Rollout;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which rollout is meant: the one that is named, else the newest. */
final class RolloutChoice {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "ROLLOUT", description = "The rollout; else the newest.")
  private @Nullable String id;

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The newest of this deployment (default: of all).")
  private String deployment = "";

  Rollout find(CoordinatorOption coordinator) throws IOException {
    if (id != null) {
      GetRolloutRequest request = GetRolloutRequest.newBuilder().setRolloutId(id).build();
      return coordinator.ask(s -> s.getRollout(request));
    }
    ListRolloutsRequest request =
        ListRolloutsRequest.newBuilder().setDeployment(deployment).setPageSize(1).build();
    return coordinator.ask(s -> s.listRollouts(request)).getRolloutsList().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "there was no rollout yet; start one with 'vedette rollout start'"));
  }

  /**
   * For a command that changes a rollout: the newest of all is a guess where there are several
   * deployments.
   *
   * @throws ParameterException where it would be a guess
   */
  String id(CoordinatorOption coordinator) throws IOException {
    if (id != null) {
      return id;
    }
    int deployments =
        coordinator
            .ask(s -> s.listDeployments(ListDeploymentsRequest.newBuilder().setPageSize(1).build()))
            .getTotal();
    if (deployment.isEmpty() && deployments > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "there are "
              + deployments
              + " deployments; give the rollout's id, or --deployment NAME for its newest");
    }
    return find(coordinator).getId();
  }
}
