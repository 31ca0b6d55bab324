package io.vedette.cli.deployment;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.ConfirmOptions;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.DeleteDeploymentRequest;
import io.vedette.proto.v1.DeploymentChange;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes a deployment. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = {
      "Delete a deployment.",
      "Shows what that does to cameras, frames, rounds and versions, then asks. Versions and frames"
          + " stay."
    })
final class DeploymentDelete implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final ConfirmOptions confirm = new ConfirmOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NAME", description = "The deployment.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    confirm.check();
    DeleteDeploymentRequest request = DeleteDeploymentRequest.newBuilder().setName(name).build();
    PrintWriter out = spec.commandLine().getOut();
    try (CoordinatorClient client = coordinator.dial()) {
      DeploymentChange change =
          client.ask(s -> s.deleteDeployment(request.toBuilder().setDryRun(true).build()));
      out.println("Deleting " + name + " means:");
      ChangeText.print(out, change);
      if (confirm.consent("Delete " + name + "?")) {
        change = client.ask(s -> s.deleteDeployment(request));
        out.println(name + " is deleted");
      } else {
        out.println(name + ": nothing was changed");
      }
      out.flush();
      json.write(change);
    }
    return 0;
  }
}
