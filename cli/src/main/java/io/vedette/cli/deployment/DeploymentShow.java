package io.vedette.cli.deployment;

import io.vedette.cli.config.ConfigFile;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.DeploymentSummary;
import io.vedette.proto.v1.GetDeploymentRequest;
import io.vedette.wire.EnumLabels;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A deployment: where it stands, and what it obeys. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Where a deployment stands, and what was applied, as a file that can be applied.")
final class DeploymentShow implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NAME", description = "The deployment.")
  private String name;

  @Option(
      names = "--whole",
      description = "Everything that it obeys, with what the coordinator's file says.")
  private boolean whole;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Deployment deployment =
        coordinator.ask(
            s -> s.getDeployment(GetDeploymentRequest.newBuilder().setName(name).build()));
    json.write(deployment);
    PrintWriter out = spec.commandLine().getOut();
    status(out, deployment.getSummary());
    LearningText.drift(deployment).forEach(line -> row(out, "drift", line));
    row(out, "next round", LearningText.nextRound(deployment));
    out.println();
    out.print(obeyed(deployment));
    out.flush();
    return 0;
  }

  private String obeyed(Deployment deployment) throws IOException {
    if (whole) {
      return "# everything it obeys\n" + ConfigFile.yaml(deployment.getSpec());
    }
    return deployment.getApplied().isEmpty()
        ? "# it obeys the coordinator's file; --whole shows what that says\n"
        : "# as it was applied\n" + ConfigFile.yaml(deployment.getApplied());
  }

  private static void status(PrintWriter out, DeploymentSummary of) {
    out.println(of.getName());
    row(out, "revision", revision(of));
    row(out, "model", of.getModel());
    row(out, "selector", DeploymentText.selector(of));
    row(out, "teacher", of.getTeacher());
    row(out, "cameras", of.getCameras() + " of " + devices(of.getDevices()));
    row(out, "online", devices(of.getDevicesOnline()) + ", " + of.getTrainable() + " trainable");
    row(out, "version", version(of));
    if (of.hasRound()) {
      row(out, "round", of.getRound().getId() + " " + EnumLabels.labelOf(of.getRound().getState()));
    }
    if (of.hasDistillation()) {
      row(
          out,
          "distillation",
          of.getDistillation().getId() + " " + EnumLabels.labelOf(of.getDistillation().getState()));
    }
    if (of.hasRollout()) {
      row(out, "rollout", DeploymentText.rollout(of));
    }
  }

  private static void row(PrintWriter out, String key, String value) {
    out.printf("  %-12s %s%n", key, value);
  }

  private static String revision(DeploymentSummary of) {
    return of.hasAppliedMs()
        ? of.getRevision() + ", applied " + Instant.ofEpochMilli(of.getAppliedMs())
        : "- (what the coordinator's file says)";
  }

  private static String devices(int count) {
    return count + (count == 1 ? " device" : " devices");
  }

  private static String version(DeploymentSummary of) {
    if (!of.hasDesired()) {
      return "none yet: register one of the model " + of.getModel() + " and roll it out";
    }
    String desired = DeploymentText.desired(of) + " (" + of.getDesiredWhy() + ")";
    return of.getOtherVersion() == 0
        ? desired
        : desired + "; " + of.getOtherVersion() + " online report another version";
  }
}
