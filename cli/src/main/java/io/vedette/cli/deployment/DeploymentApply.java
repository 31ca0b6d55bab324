package io.vedette.cli.deployment;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.ConfirmOptions;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.ApplyDeploymentRequest;
import io.vedette.proto.v1.DeploymentChange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes or changes a deployment. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Make or change a deployment as a file says.",
      "Shows which keys differ and what that does to cameras, rounds and versions, then asks."
          + " Applying a file twice changes nothing. A key that the file leaves out is as the"
          + " coordinator's file says."
    })
final class DeploymentApply implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final ConfirmOptions confirm = new ConfirmOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @InputPath
  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The deployment, YAML or JSON; see examples/deployments.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    confirm.check();
    ApplyDeploymentRequest request =
        ApplyDeploymentRequest.newBuilder().setSpec(DeploymentFile.read(file)).build();
    PrintWriter out = spec.commandLine().getOut();
    try (CoordinatorClient client = coordinator.dial()) {
      DeploymentChange change =
          client.ask(s -> s.applyDeployment(request.toBuilder().setDryRun(true).build()));
      String name = change.getName();
      if (change.getChangesCount() == 0) {
        out.println(name + ": nothing differs");
      } else {
        out.println(
            change.getRevision() == 0
                ? name + " is new:"
                : name + ", revision " + change.getRevision() + ", would change:");
        ChangeText.print(out, change);
        if (confirm.consent("Apply this to " + name + "?")) {
          change = client.ask(s -> s.applyDeployment(request));
          out.println(name + ": revision " + change.getRevision() + " is applied");
        } else {
          out.println(name + ": nothing was changed");
        }
      }
      out.flush();
      json.write(change);
    }
    return 0;
  }
}
